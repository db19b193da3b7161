/* Legend and layers in one: what is really drawn, each line with its switch. */
"use strict";
GM.panel = (view, words, glyphs, boxes, onChange) => {
  const { el } = GM;
  const off = { actor: new Set(), status: new Set(), kind: new Set(), modality: new Set(), source: new Set(), layer: new Set() };
  let latest = [];
  const NOBODY = [""];
  const STATUSES = ["held", "pressured", "besieged", "shared", "contested", "claimed_only", "presence_only", "unknown"];
  const count = (marks, values) => {
    const found = new Map();
    for (const mark of marks) {
      const keys = values(mark);
      if (typeof keys === "string") found.set(keys, (found.get(keys) || 0) + 1);
      else for (const key of keys) found.set(key, (found.get(key) || 0) + 1);
    }
    return found;
  };

  /* Of a mark: one value, or several. */
  const facets = {
    actor: (mark) => (mark.holders.length ? mark.holders : NOBODY),
    status: (mark) => (mark.kind === "crossing" || mark.kind === "front" ? mark.kind : mark.status),
    kind: (mark) => (mark.place ? mark.place.kind : mark.kind),
    modality: (mark) => [...new Set(mark.claims.map((claim) => claim.modality || "asserted"))],
    source: (mark) => [...new Set(mark.claims.map((claim) => claim.source || ""))],
  };

  /* A mark stays while at least one of its values of every facet is on. */
  function filter(marks) {
    const active = Object.entries(facets).filter(([facet]) => off[facet].size);
    if (!active.length) return marks;
    return marks.filter((mark) => active.every(([facet, values]) => {
      const own = values(mark);
      if (typeof own === "string") return !off[facet].has(own);
      return !own.length || own.some((value) => !off[facet].has(value));
    }));
  }

  function line(facet, value, label, picture, number) {
    const input = el("input", { type: "checkbox", "data-geomap-filter": `${facet}:${value}`, on: { change: () => { input.checked ? off[facet].delete(value) : off[facet].add(value); onChange(); } } });
    input.checked = !off[facet].has(value);
    return el("li", {}, el("label", { class: "gm-line" }, input, picture ? el("span", { class: "gm-key" }, picture) : null, el("bdi", { class: "gm-word" }, label), number ? el("span", { class: "gm-number" }, words.n(number)) : null));
  }

  const sample = (look, size = 26) => glyphs.icon(glyphs.mark({ holders: [], opponents: [], rank: 3, r: 7, ...look }), size);
  const sign = (text, picture) => el("li", { class: "gm-line" }, el("span", { class: "gm-key" }, picture), el("span", { class: "gm-word" }, text));

  function update(marks, crowded) {
    const focused = document.activeElement && document.activeElement.dataset ? document.activeElement.dataset.geomapFilter : null;
    const byActor = count(marks, facets.actor);
    off.actor.forEach((key) => byActor.has(key) || byActor.set(key, 0));
    const { holds } = view.tallied(marks);
    const holders = view.spec.actors.filter((actor) => byActor.has(actor.key));
    const [first, second] = [holders[0] ? holders[0].key : "", holders[1] ? holders[1].key : ""];
    boxes.actors.replaceChildren(...holders.map((actor) => line("actor", actor.key, actor.name, sample({ status: "held", holders: [actor.key], r: 9.5 }, 28), holds.get(actor.key))),
      ...(byActor.has("") ? [line("actor", "", words.t("legend.nobody"), sample({ status: "unknown" }), 0)] : []));

    const statuses = count(marks, facets.status);
    off.status.forEach((key) => statuses.has(key) || statuses.set(key, 0));
    const rows = STATUSES.filter((status) => statuses.has(status)).map((status) => {
      const one = marks.find((mark) => mark.status === status && mark.state && mark.kind === "state");
      const look = one ? { holders: one.holders, opponents: one.state.opponents || [] } : { holders: [first], opponents: [second] };
      return line("status", status, words.t(`status.${status}`), sample({ status, ...look, r: status === "contested" || status === "shared" ? 9 : 7 }, 36), statuses.get(status));
    });
    const crossing = marks.find((mark) => mark.kind === "crossing");
    if (statuses.has("crossing")) rows.push(line("status", "crossing", words.t("legend.crossing"), crossing ? glyphs.icon(glyphs.crossing({ sides: crossing.passage.sides, r: 10 }), 34) : null, statuses.get("crossing")));
    if (statuses.has("attack")) rows.push(line("status", "attack", words.t("legend.attack", { days: words.n(view.spec.attack_days) }), glyphs.icon(glyphs.attack({ actor: "", age: 0, r: 8 }), 26), statuses.get("attack")));
    if (statuses.has("advance")) rows.push(line("status", "advance", words.t("legend.advance", { days: words.n(view.spec.attack_days) }), glyphs.icon({ group: GM.svg("path", { d: "M-11,-1.5L2,-3V-7L11,0L2,7V3L-11,1.5Z", fill: glyphs.styleOf(first).color }) }, 26), statuses.get("advance")));
    if (statuses.has("front")) rows.push(line("status", "front", words.t("legend.front"), glyphs.icon({ group: GM.svg("path", { d: "M-13,0H13", stroke: glyphs.INK, "stroke-width": 2.6, "stroke-dasharray": "7 3" }) }, 28), statuses.get("front")));
    boxes.statuses.replaceChildren(...rows);

    const signs = [];
    const passages = new Set(marks.filter((mark) => mark.kind === "crossing").flatMap((mark) => mark.passage.sides.map((side) => side.passage)));
    const bars = { closed: "M0,-9V9", restricted: "M0,-9V-3M0,3V9", open: "M0,-9v3.5M0,9v-3.5", unknown: "M0,-9V9" };
    for (const passage of ["open", "restricted", "closed", "unknown"]) {
      if (!passages.has(passage)) continue;
      const bar = GM.svg("path", { d: bars[passage], stroke: "currentColor", "stroke-width": 2, fill: "none", "stroke-dasharray": passage === "unknown" ? "0.1 3.4" : null, "stroke-linecap": passage === "unknown" ? "round" : null });
      signs.push(sign(words.t(`passage.${passage}`), glyphs.icon({ group: bar }, 24)));
    }
    if (marks.some((mark) => mark.state && (mark.state.views || []).length > 1)) signs.push(sign(words.t("sign.disagreement"), sample({ status: "held", holders: [first], opinions: [glyphs.styleOf(first).color, glyphs.styleOf(second).color], r: 5 }, 30)));
    if (marks.some((mark) => (mark.state && mark.state.inferred) || (mark.passage && mark.passage.inferred))) signs.push(sign(words.t("sign.inferred"), sample({ status: "held", holders: [first], inferred: true, r: 5.5 }, 28)));
    if (marks.some((mark) => mark.aged)) signs.push(sign(words.t("legend.aged", { days: words.n(view.spec.aged_after_days) }), sample({ status: "held", holders: [first], aged: true })));
    if (crowded) signs.push(sign(words.t("legend.cluster"), glyphs.icon(glyphs.ring([[first, 3], ["?contested", 1]], 4, words.n(4)), 34)));
    if (marks.some((mark) => mark.changed)) signs.push(sign(words.t("legend.changed"), sample({ status: "held", holders: [first], changed: true, r: 5 }, 30)));
    const area = marks.find((mark) => mark.kind === "area" && mark.holders.length);
    if (area) {
      const style = glyphs.styleOf(area.holders[0]);
      signs.push(sign(words.t("legend.area", { method: words.t(`method.${area.area.method}`) }), glyphs.icon({ group: GM.svg("rect", { x: -11, y: -7, width: 22, height: 14, fill: glyphs.hatch(style.color, glyphs.tint(style.color), style.pattern, 8, 1, true), "fill-opacity": 0.6, stroke: style.color, "stroke-width": 1.4 }) }, 26)));
    }
    if (marks.some((mark) => mark.unit)) {
      const one = marks.find((mark) => mark.unit);
      const style = glyphs.styleOf(one.holders[0]);
      signs.push(sign(words.t("legend.share"), glyphs.icon({ group: GM.svg("rect", { x: -11, y: -7, width: 22, height: 14, fill: glyphs.hatch(style.color, null, style.pattern, 7), "fill-opacity": 0.5, stroke: style.color, "stroke-width": 1.4 }) }, 26)));
    }
    for (const kind of [...new Set(marks.filter((mark) => mark.site).map((mark) => mark.place.kind))].sort()) signs.push(sign(words.t(`kind.${kind}`), sample({ status: "held", holders: [first], site: kind, r: 8 })));
    signs.push(sign(words.t("legend.no_data"), glyphs.icon({ group: GM.svg("g", {}, GM.svg("rect", { x: -11, y: -7, width: 22, height: 14, fill: "#f3f0e8", stroke: "#8f887a" }), GM.svg("circle", { r: 2, fill: "#fff", stroke: "#6b6b66" })) }, 26)));
    boxes.signs.replaceChildren(...signs);

    latest = marks;
    if (boxes.more.open) further();
    if (focused) {
      const again = [...document.querySelectorAll("[data-geomap-filter]")].find((input) => input.dataset.geomapFilter === focused);
      if (again) again.focus();
    }
  }

  /* The longer lists are made when somebody looks at them. */
  function further() {
    const more = (facet, name) => {
      const found = count(latest, facets[facet]);
      off[facet].forEach((key) => found.has(key) || found.set(key, 0));
      return [...found.keys()].sort().map((key) => line(facet, key, name(key), null, found.get(key)));
    };
    boxes.kinds.replaceChildren(...more("kind", (key) => (key === "area" ? words.t("layer.areas") : key === "front" ? words.t("legend.front") : words.t(`kind.${key}`))));
    boxes.modalities.replaceChildren(...more("modality", (key) => words.t(`modality.${key}`)));
    boxes.sources.replaceChildren(...more("source", (key) => key || words.t("source.unnamed")));
  }

  boxes.more.addEventListener("toggle", () => { if (boxes.more.open) further(); });

  const reset = () => Object.values(off).forEach((set) => set.clear());
  return { update, filter, reset };
};
