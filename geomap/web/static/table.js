/* The same states as text: sortable, filterable, and what `geomap.table()` returns. */
"use strict";
GM.table = (view, words, table, filter, onOpen) => {
  const { el, said } = GM;
  const LIMIT = 200;
  let collator = null;
  const body = table.tBodies[0];
  let order = { column: 0, down: false };
  let rows = [];
  let waiting = 0;
  let limit = LIMIT;

  const sources = (mark) => [...new Set(mark.claims.map((claim) => claim.source || "").filter(Boolean))];

  function record(mark) {
    const state = mark.state || {};
    const sides = mark.kind === "crossing" ? mark.passage.sides : null;
    const from = mark.event ? mark.event.day : mark.status === "advance" ? mark.claims[0].dating.likely : mark.front ? mark.front.valid_from : mark.kind === "area" ? mark.area.valid_from : mark.kind === "crossing" ? mark.passage.valid_from : state.valid_from;
    return {
      id: mark.id,
      kind: mark.kind,
      place: mark.place ? view.nameOf(mark.place) : mark.front ? words.t("legend.front") : mark.area.label || words.t("layer.areas"),
      placeKind: mark.place ? words.t(`kind.${mark.place.kind}`) : words.t(mark.front ? "legend.front" : "layer.areas"),
      status: mark.kind === "claim" ? words.t(`type.${mark.status}`) : sides ? sides.map((side) => `${side.name}: ${words.t(`passage.${side.passage}`)}`).join("; ") : words.t(`status.${mark.status}`),
      holders: sides ? sides.map((side) => `${side.name}: ${(side.holders || []).map(view.nameOfActor).join(", ") || words.t("status.no_data")}`) : mark.holders.map(view.nameOfActor),
      since: from === null || from === undefined ? "" : GM.day.iso(from),
      confidence: state.confidence ? words.t(`confidence.${state.confidence}`) : "",
      inferred: Boolean(state.inferred || (mark.passage && mark.passage.inferred)),
      sources: sources(mark),
      claims: mark.claims.map((claim) => claim.id),
    };
  }

  const cells = (row) => [row.place, row.placeKind, row.status + (row.inferred ? ` (${words.t("sign.inferred")})` : ""), row.holders.join("; "), row.since, row.confidence, row.sources.join("; ")];

  function show() {
    const key = filter.value.trim().toLowerCase();
    collator = collator || new Intl.Collator(words.lang);
    const told = (row) => row.record || (row.record = record(row.mark));
    const list = (key ? rows.filter((row) => cells(told(row)).join(" ").toLowerCase().includes(key)) : rows.slice())
      .map((row) => ({ row, text: String(cells(told(row))[order.column]) }))
      .sort((a, b) => collator.compare(a.text, b.text) * (order.down ? -1 : 1) || (a.row.mark.id < b.row.mark.id ? -1 : 1));
    body.replaceChildren(...list.slice(0, limit).map(({ row: { record: row, mark } }) => {
      const [place, ...rest] = cells(row);
      const quotations = mark.claims.slice(0, 2).map((claim) => said(claim.quotation, "q"));
      return el("tr", { "data-geomap-row": row.id },
        el("th", { scope: "row" }, el("button", { type: "button", class: "gm-link", on: { click: () => onOpen(mark) } }, said(place))),
        rest.map((text, index) => el("td", {}, index === 3 && row.since ? words.short(GM.day.parse(row.since)) : said(text))),
        el("td", {}, quotations));
    }));
    more.hidden = list.length <= limit;
    more.textContent = words.t("table.more", { n: words.n(list.length - limit) });
  }

  const more = el("button", { type: "button", hidden: true, on: { click: () => { limit = Infinity; show(); } } });
  table.after(more);

  table.querySelectorAll("thead th[data-sort]").forEach((head, index) => {
    const button = head.querySelector("button");
    button.addEventListener("click", () => {
      order = { column: index, down: order.column === index ? !order.down : false };
      table.querySelectorAll("thead th").forEach((other) => other.removeAttribute("aria-sort"));
      head.setAttribute("aria-sort", order.down ? "descending" : "ascending");
      show();
    });
  });
  filter.addEventListener("input", show);

  return {
    /* A long table waits until the reader stops moving the slider and the browser has time. */
    update(marks) {
      rows = marks.map((mark) => ({ mark, record: null }));
      limit = LIMIT;
      window.clearTimeout(waiting);
      if (marks.length > LIMIT) waiting = window.setTimeout(() => ("requestIdleCallback" in window ? window.requestIdleCallback(show, { timeout: 1000 }) : show()), 250);
      else show();
    },
    records: () => rows.map((row) => row.record || record(row.mark)),
  };
};
