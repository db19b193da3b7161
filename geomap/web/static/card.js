/* The card of a mark: what it says, who says so, and what speaks against it. */
"use strict";
GM.card = (view, words, glyphs, box, { onClose, onDay, say }) => {
  const { el, said, link } = GM;

  const cite = (claim) => {
    const card = view.documents.get(claim.doc_id);
    const source = claim.source || (card && card.source) || (claim.attribution && claim.attribution.publication) || claim.doc_id;
    const title = card && card.title ? ` “${card.title}”.` : "";
    const when = claim.known && claim.known.likely !== undefined && claim.known.likely !== null ? ` ${words.day(claim.known.likely)}.` : "";
    const url = claim.url || (card && card.url) || "";
    return `“${claim.quotation}” ${source}.${title}${when}${url ? ` ${url}` : ""}`;
  };

  async function copy(text, button) {
    let done = false;
    try {
      await navigator.clipboard.writeText(text);
      done = true;
    } catch {
      const area = el("textarea", { class: "gm-off", "aria-hidden": "true" });
      area.value = text;
      box.append(area);
      area.select();
      done = document.execCommand("copy");
      area.remove();
      button.focus();
    }
    say(words.t(done ? "card.copied" : "card.copy_failed"));
    button.textContent = words.t(done ? "card.copied" : "card.copy_failed");
  }

  function claimItem(claim) {
    const card = view.documents.get(claim.doc_id);
    const url = claim.url || (card && card.url) || "";
    const source = claim.source || (card && card.source) || claim.doc_id;
    const speaker = claim.attribution && claim.attribution.speaker;
    const facts = [words.t(`type.${claim.type}`), words.t(`modality.${claim.modality}`), words.dating(claim.dating)];
    if (claim.share_percent) facts.push(`${words.n(claim.share_percent)} %`);
    if (claim.extent && claim.extent !== "full") facts.push(words.t(`extent.${claim.extent}`));
    if (claim.crossing_status) facts.push(words.t(`passage.${claim.crossing_status}`));
    if (claim.place.inferred) facts.push(words.t("sign.inferred"));
    const button = el("button", { type: "button", class: "gm-small", on: { click: () => copy(cite(claim), button) } }, words.t("card.copy"));
    return el("li", { class: "gm-claim", "data-geomap-claim": claim.id },
      el("blockquote", {}, said(claim.quotation, "p")),
      speaker ? el("p", { class: "gm-speaker" }, words.t("card.says"), " ", said(speaker)) : null,
      el("p", { class: "gm-facts" }, facts.join(words.t("part.separator"))),
      el("p", { class: "gm-source" }, link(url, card && card.title ? `${source}: ${card.title}` : source), claim.known && claim.known.likely ? `, ${words.day(claim.known.likely)}` : "", " ", button));
  }

  function claimList(title, claims) {
    return claims.length ? [el("h3", {}, `${title} (${words.n(claims.length)})`), el("ul", { class: "gm-claims" }, claims.map(claimItem))] : [];
  }

  const get = (ids) => (ids || []).map((id) => view.claims.get(id)).filter(Boolean);
  const row = (term, ...value) => [el("dt", {}, term), el("dd", {}, ...value)];
  const swatch = (key) => glyphs.icon(glyphs.mark({ status: "held", holders: [key], rank: 4, r: 6 }), 20);
  const actorNames = (keys) => keys.map((key) => el("span", { class: "gm-actor" }, swatch(key), said(view.nameOfActor(key))));

  function show(mark, { focus = false } = {}) {
    const state = mark.state;
    const place = mark.place;
    const facts = el("dl", { class: "gm-facts-list" });
    if (mark.kind === "crossing") {
      for (const side of mark.passage.sides) {
        facts.append(...row(side.name, (side.holders || []).length ? actorNames(side.holders) : words.t("status.no_data"), el("span", { class: "gm-passage" }, words.t(`passage.${side.passage}`))));
      }
    } else if (mark.kind === "claim") {
      if (mark.holders.length) facts.append(...row(words.t("card.by"), actorNames(mark.holders)));
      facts.append(...row(words.t("card.day"), words.dating(mark.claims[0].dating)));
      facts.append(...row(words.t("card.note"), words.t(mark.status === "advance" ? "card.advance_note" : "card.attack_note")));
    } else {
      if (mark.holders.length) facts.append(...row(words.t("card.holder"), actorNames(mark.holders)));
      if (state && (state.opponents || []).length) facts.append(...row(words.t("card.against"), actorNames(state.opponents), mark.from === null || mark.from === undefined ? "" : words.side(mark.from)));
    }
    if (state) {
      if (state.share_percent) facts.append(...row(words.t("card.share"), `${words.n(state.share_percent)} %`));
      else if (state.extent && state.extent !== "full") facts.append(...row(words.t("card.extent"), words.t(`extent.${state.extent}`)));
      facts.append(...row(words.t("card.since"), state.valid_from === null || state.valid_from === undefined ? words.t("date.unknown") : words.day(state.valid_from)));
      if (state.valid_to !== null && state.valid_to !== undefined) facts.append(...row(words.t("card.until"), words.day(state.valid_to)));
      if (state.confidence && !state.told) facts.append(...row(words.t("card.confidence"), words.t(`confidence.${state.confidence}`)));
      if (state.last_supported !== null && state.last_supported !== undefined) facts.append(...row(words.t("card.last"), words.day(state.last_supported), mark.aged ? ` (${words.t("sign.aged")})` : ""));
    }
    if (mark.kind === "front") facts.append(...row(words.t("card.method"), words.t(`method.${mark.front.method}`)), ...row(words.t("card.between"), actorNames(mark.holders)), ...row(words.t("card.length"), words.t("map.km", { n: words.size(mark.front.km) })), ...row(words.t("card.note"), words.t("card.model_note")));
    if (mark.kind === "area") facts.append(...row(words.t("card.method"), words.t(`method.${mark.area.method}`)), ...row(words.t("card.size"), words.t("map.km2", { n: words.size(mark.area.area_km2) })), ...row(words.t("card.note"), words.t("card.model_note")), ...(mark.area.parameters || []).flatMap(([name, value]) => row(name, said(value))));

    const signs = [];
    if ((state && state.inferred) || (mark.passage && mark.passage.inferred)) signs.push(el("p", { class: "gm-sign" }, words.t("card.inferred_note")));
    const views = state ? state.views || [] : [];
    const opinions = views.length
      ? [el("h3", {}, words.t("card.views")), el("ul", { class: "gm-views" }, views.map((item) => el("li", {}, said(view.spec.camps.get(item.camp) || item.camp), ": ", (item.holders || []).length ? actorNames(item.holders) : words.t("status.unknown"))))]
      : [];
    const support = state ? get(state.support) : [];
    const ledger = state
      ? [...claimList(words.t("card.for"), support.length ? support : mark.kind === "crossing" ? mark.claims : []), ...claimList(words.t("card.contra"), get(state.contradict)), ...claimList(words.t("card.other"), get(state.told ? view.further(state) : state.other))]
      : claimList(words.t("card.for"), mark.claims);
    const trace = state && (state.trace || []).length
      ? [el("details", { class: "gm-trace" }, el("summary", {}, words.t("card.rules")), el("ol", {}, state.trace.map((item) => el("li", {}, said(item.text), " ", el("code", {}, item.rule_id)))))]
      : [];
    /* Every state of the place in order; each leads to its first day. */
    const past = place ? view.history(place.id) : [];
    const history = past.length > 1
      ? [el("details", { class: "gm-trace" }, el("summary", {}, `${words.t("card.history")} (${words.n(past.length)})`), el("ul", {}, past.map((item) => {
        const from = item.valid_from === null || item.valid_from === undefined ? null : item.valid_from;
        const text = [from === null ? words.t("date.unknown") : words.short(from), words.t(`status.${item.status}`), words.listed((item.holders || []).map(view.nameOfActor))].filter(Boolean).join(words.t("part.separator"));
        return el("li", { "aria-current": state && item.id === state.id ? "true" : null }, from === null ? text : el("button", { type: "button", class: "gm-link", on: { click: () => onDay(from, place) } }, text));
      })))]
      : [];
    const title = place ? view.nameOf(place) : mark.front ? words.t("legend.front") : mark.area.label || (mark.holders.length ? view.nameOfActor(mark.holders[0]) : words.t(`status.${mark.status}`));
    const about = place ? [words.t(`kind.${place.kind}`), place.admin1, place.name !== title ? place.name : ""].filter(Boolean).join(words.t("part.separator")) : "";
    const heading = el("h2", { tabindex: "-1", id: "gm-card-title" }, said(title));
    box.replaceChildren(
      el("div", { class: "gm-card-head" }, heading, el("button", { type: "button", class: "gm-close", "aria-label": words.t("card.close"), on: { click: onClose } }, "×")),
      el("p", { class: "gm-about" }, about),
      el("p", { class: "gm-status" }, mark.kind === "claim" ? words.t(`type.${mark.status}`) : mark.kind === "front" ? words.t("legend.front") : mark.kind === "crossing" ? words.t("kind.border_crossing") : words.t(`status.${mark.status}`)),
      facts, ...signs, ...opinions, ...ledger, ...history, ...trace);
    box.hidden = false;
    box.scrollTop = 0;
    if (focus) heading.focus();
  }

  return { show, hide: () => { box.hidden = true; box.replaceChildren(); } };
};
