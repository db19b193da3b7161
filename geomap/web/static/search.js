/* Finding a place in any of its spellings. */
"use strict";
GM.search = (view, words, input, list, onPick) => {
  const { el } = GM;
  const fold = (text) => text.normalize("NFKD").replace(/[\u0300-\u036f\u064b-\u065f\u0670\u0640]/g, "").toLowerCase()
    .replace(/[أإآ]/g, "ا").replace(/ى/g, "ي").replace(/ة/g, "ه").replace(/^(al|ar|as|ash|at|an|el)[- ]/, "").replace(/^ال/, "").replace(/[^\p{L}\p{N}]+/gu, "");
  let entries = null;
  const prepare = () => view.spec.places.map((place) => ({ place, keys: [...new Set([place.name, ...(place.names || []).map((name) => name.text)].map(fold))] }));
  let found = [];
  let active = -1;

  function look() {
    entries = entries || prepare();
    const key = fold(input.value);
    found = key ? entries.map((entry) => ({ entry, score: Math.min(...entry.keys.map((name) => (name === key ? 0 : name.startsWith(key) ? 1 : name.includes(key) ? 2 : 9))) }))
      .filter((hit) => hit.score < 9).sort((a, b) => a.score - b.score || (a.entry.place.id < b.entry.place.id ? -1 : 1)).slice(0, 8).map((hit) => hit.entry.place) : [];
    active = -1;
    show();
  }

  function show() {
    list.replaceChildren(...found.map((place, index) => el("li", { role: "option", id: `gm-hit-${index}`, "aria-selected": String(index === active), on: { pointerdown: (event) => { event.preventDefault(); pick(index); } } },
      GM.said(view.nameOf(place)), el("span", { class: "gm-hit-kind" }, [words.t(`kind.${place.kind}`), place.admin1].filter(Boolean).join(words.t("part.separator"))))),
    ...(input.value && !found.length ? [el("li", { role: "option", "aria-disabled": "true", "aria-selected": "false", class: "gm-none" }, words.t("search.none"))] : []));
    const open = Boolean(input.value);
    list.hidden = !open;
    input.setAttribute("aria-expanded", String(open));
    if (active >= 0) input.setAttribute("aria-activedescendant", `gm-hit-${active}`);
    else input.removeAttribute("aria-activedescendant");
  }

  function pick(index) {
    const place = found[index];
    if (!place) return;
    input.value = "";
    found = [];
    show();
    onPick(place);
  }

  input.addEventListener("input", look);
  input.addEventListener("blur", () => { list.hidden = true; input.setAttribute("aria-expanded", "false"); });
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      active = (active + (event.key === "ArrowDown" ? 1 : -1) + found.length) % Math.max(1, found.length);
      show();
      event.preventDefault();
    } else if (event.key === "Enter") pick(Math.max(0, active));
    else if (event.key === "Escape") { input.value = ""; look(); }
  });
};
