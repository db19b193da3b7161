/* Puts the page together. */
"use strict";
GM.start = () => {
  const $ = (id) => document.getElementById(id);
  const payload = JSON.parse($("geomap-data").textContent);
  const spec = GM.decode(payload);
  const view = GM.view(spec);
  const words = GM.words(spec.lang, { ...payload.page.catalogue, ...spec.words });
  const glyphs = GM.glyphs(view, payload.page.art);
  const map = GM.frame.map;
  const box = $("gm-card");
  document.documentElement.classList.add("gm-live-page");
  document.body.append(glyphs.sheet);
  document.querySelectorAll(".gm-static").forEach((element) => element.remove());

  const methods = ["drawn", "reach", "corridors", "stated"].filter((name) => spec.areas.some((area) => area.method === name));
  let now = { day: spec.as_of, known: null, by: "", select: "", method: methods[0] || "" };
  let follow = false;
  let marks = [];
  let fitted = false;
  let ready = false;
  const say = (text) => { $("gm-live").textContent = text; };

  /* map furniture */
  const [west, south, east, north] = spec.bounds;
  const window_ = L.latLngBounds([south, west], [north, east]);
  const [near, far] = document.documentElement.dir === "rtl" ? ["right", "left"] : ["left", "right"];
  L.control.zoom({ position: `top${near}`, zoomInTitle: words.t("map.zoom_in"), zoomOutTitle: words.t("map.zoom_out") }).addTo(map);
  GM.scale(words, `bottom${near}`).addTo(map);
  L.control.attribution({ prefix: "Leaflet", position: `bottom${far}` }).addTo(map);
  const ground = GM.ground(spec, map, payload.page.tiles);
  const names = GM.names(view, map, !payload.page.tiles);
  const layer = GM.marks(view, map, glyphs, words, (mark, focus) => open(mark, focus));
  const fill = { ground, areas: layer.groups.areas, states: layer.groups.states, crossings: layer.groups.crossings, attacks: layer.groups.attacks };
  for (const [key, group] of Object.entries(fill)) if (GM.frame.layers.has(key)) GM.frame.layers.get(key).addLayer(group);
  layer.leaders.addTo(map);
  /* The boxes of the map's controls: nothing that is to be read may lie under them. Measured once for each size of the map. */
  let furniture = null;
  function controls() {
    if (furniture) return furniture;
    const frame = map.getContainer().getBoundingClientRect();
    furniture = [...map.getContainer().querySelectorAll(".leaflet-control")].map((element) => element.getBoundingClientRect()).filter((box) => box.width && box.height)
      .map((box) => ({ x0: box.left - frame.left - 2, y0: box.top - frame.top - 2, x1: box.right - frame.left + 2, y1: box.bottom - frame.top + 2 }));
    return furniture;
  }
  const label = () => names.draw(layer.arrange(controls()), map.getZoom(), new Set(marks.filter((mark) => mark.place).map((mark) => mark.place.id)), controls());
  const inset = GM.inset(spec, map, words, `bottom${far}`);

  function fit() {
    map.invalidateSize({ animate: false });
    furniture = null;
    controls();
    const size = map.getSize();
    if (size.x < 40 || size.y < 40) return;
    fitted = true;
    glyphs.fitTo(size.x);
    map.setMinZoom(0);
    map.fitBounds(window_, { animate: false, padding: [4, 4] });
    /* Only now: from anywhere else Leaflet would glide back into the bounds while we draw. */
    map.setMaxBounds(window_.pad(1.4));
    map.setMinZoom(Math.max(1, map.getZoom() - 1.25));
    if (inset) inset();
  }

  const card = GM.card(view, words, glyphs, box, { onClose: () => close(true), onDay: (day, place) => { setDay(day); select(place.id); }, say });
  const panel = GM.panel(view, words, glyphs, { actors: $("gm-actors"), statuses: $("gm-statuses"), signs: $("gm-signs"), kinds: $("gm-kinds"), modalities: $("gm-modalities"), sources: $("gm-sources"), more: $("gm-more") }, () => refresh());
  const table = GM.table(view, words, $("geomap-table"), $("gm-table-filter"), (mark) => { open(mark, true); box.scrollIntoView({ block: "nearest" }); });
  const time = GM.timeline(view, words, { range: $("gm-range"), prev: $("gm-prev"), next: $("gm-next"), play: $("gm-play"), label: $("gm-day"), ticks: $("gm-ticks"), ends: [$("gm-first"), $("gm-last")] }, (day) => setDay(day));
  const host = GM.api({ day: () => now.day, known: () => now.known, setDay, setKnown, visible: () => marks.map((mark) => mark.id), select, table: () => table.records(), fit });
  GM.search(view, words, $("gm-search"), $("gm-hits"), (place) => goTo(place));

  function refresh({ quiet = false } = {}) {
    const known = follow ? now.day : now.known;
    const all = view.at({ day: now.day, knownBy: known, by: now.by, method: now.method });
    const before = time.before(now.day);
    const changes = [];
    for (const mark of all) {
      mark.changed = before !== undefined && view.changed(mark, { before, knownBy: follow ? before : known, by: now.by });
      if (mark.changed) changes.push({ mark });
    }
    marks = panel.filter(all);
    layer.draw(marks);
    label();
    panel.update(all, layer.crowded());
    table.update(marks);
    time.show(now.day);
    showChanges(changes, before);
    const { title, subtitle } = view.headline(all, now.day, words);
    if (spec.title_generated) $("gm-title").textContent = title;
    $("gm-subtitle").textContent = subtitle + (follow ? words.t("part.separator") + words.t("known.note") : now.by ? words.t("part.separator") + $("gm-by").selectedOptions[0].textContent : "");
    if (now.select) {
      const chosen = marks.find((mark) => mark.id === now.select);
      if (chosen) card.show(chosen);
      else close();
    }
    if (!quiet) say(`${words.day(now.day)}. ${title}. ${words.count("live.changes", changes.length)}`);
  }

  function showChanges(changes, before) {
    $("gm-changes-title").textContent = before === undefined ? words.t("changes.none") : words.t("changes.since", { day: words.day(before), n: words.n(changes.length) });
    $("gm-changes").replaceChildren(...changes.slice(0, 60).map(({ mark }) => GM.el("li", {}, GM.el("button", { type: "button", class: "gm-link", on: { click: () => goTo(mark.place) } }, layer.inWords(mark)))));
  }

  function remember() {
    const centre = map.getCenter();
    return GM.share.write({ day: now.day, known: follow ? now.day : now.known, by: now.by, select: now.select, at: fitted ? [centre.lat.toFixed(3), centre.lng.toFixed(3), map.getZoom()].join(",") : null });
  }

  function setDay(day) {
    now.day = time.clamp(day);
    refresh();
    remember();
  }

  function setKnown(day) {
    now.known = day;
    follow = false;
    $("gm-known").checked = false;
    refresh();
    remember();
  }

  function open(mark, focus = false) {
    if (!mark) return;
    now.select = mark.id;
    document.querySelectorAll(".gm-chosen").forEach((element) => element.classList.remove("gm-chosen"));
    if (mark.element) mark.element.classList.add("gm-chosen");
    card.show(mark, { focus });
    $("gm-app").classList.add("gm-with-card");
    host.tell({ type: "geomap:selected", id: mark.id, place: mark.place ? mark.place.id : null });
    remember();
  }

  function close(refocus = false) {
    const chosen = marks.find((mark) => mark.id === now.select);
    now.select = "";
    card.hide();
    $("gm-app").classList.remove("gm-with-card");
    document.querySelectorAll(".gm-chosen").forEach((element) => element.classList.remove("gm-chosen"));
    if (refocus && chosen && chosen.element) chosen.element.focus();
  }

  function select(id) {
    const mark = marks.find((item) => item.id === id) || marks.find((item) => item.place && item.place.id === id);
    if (mark) open(mark);
    else close();
    return Boolean(mark);
  }

  function goTo(place) {
    map.setView([place.lonlat.lat, place.lonlat.lon], Math.max(map.getZoom(), 8.5), { animate: false });
    if (!select(place.id)) say(words.t("search.not_today", { place: view.nameOf(place) }));
  }

  document.querySelectorAll(".gm-foot time").forEach((element) => { element.textContent = words.day(GM.day.parse(element.dateTime)); });

  /* according to */
  const by = $("gm-by");
  const named = (voice) => (voice.startsWith("camp:") ? words.t("by.camp", { name: spec.camps.get(voice.slice(5)) || voice.slice(5) }) : words.t("by.source", { name: voice.slice(7) }));
  const voices = spec.voices.slice().sort().map((voice) => [voice, named(voice)]);
  by.append(...[["", words.t("by.assessed")], ...voices].map(([value, text]) => GM.el("option", { value }, text)));
  by.addEventListener("change", () => { now.by = by.value; refresh(); remember(); });
  const method = $("gm-method");
  method.append(...[...methods, ""].map((name) => GM.el("option", { value: name }, words.t(name ? `method.${name}` : "method.none"))));
  $("gm-methods").hidden = !methods.length;
  method.addEventListener("change", () => { now.method = method.value; refresh(); });
  $("gm-known").addEventListener("change", () => { follow = $("gm-known").checked; now.known = null; refresh(); remember(); });
  $("gm-fit").addEventListener("click", fit);
  $("gm-reset").addEventListener("click", () => {
    time.stop();
    panel.reset();
    now = { day: spec.as_of, known: null, by: "", select: "", method: method.value = methods[0] || "" };
    follow = false;
    by.value = "";
    $("gm-known").checked = false;
    close();
    fit();
    refresh();
    remember();
  });
  $("gm-share").addEventListener("click", async () => {
    const address = remember();
    let done = true;
    try {
      await navigator.clipboard.writeText(address);
    } catch {
      done = false;
    }
    say(words.t(done ? "share.copied" : "share.in_address"));
    $("gm-share").textContent = words.t(done ? "share.copied" : "share.in_address");
  });
  const full = $("gm-full");
  if (document.fullscreenEnabled) full.addEventListener("click", () => (document.fullscreenElement ? document.exitFullscreen() : $("gm-app").requestFullscreen()));
  else full.hidden = true;
  document.addEventListener("keydown", (event) => { if (event.key === "Escape" && now.select && !event.target.closest("#gm-search")) close(true); });
  story();

  function story() {
    if (!spec.story.length) return;
    let index = -1;
    const bar = $("gm-story");
    bar.hidden = false;
    const go = (to) => {
      index = Math.min(spec.story.length - 1, Math.max(0, to));
      const step = spec.story[index];
      $("gm-story-title").textContent = step.title;
      $("gm-story-text").textContent = step.words;
      $("gm-story-count").textContent = `${words.n(index + 1)} / ${words.n(spec.story.length)}`;
      $("gm-story-prev").disabled = index === 0;
      $("gm-story-next").disabled = index === spec.story.length - 1;
      setDay(step.day);
      const place = view.places.get(step.place);
      if (place) goTo(place);
      else { close(); fit(); label(); }
    };
    $("gm-story-prev").addEventListener("click", () => go(index - 1));
    $("gm-story-next").addEventListener("click", () => go(index + 1));
    $("gm-story-title").textContent = words.t("story.title");
    $("gm-story-count").textContent = words.count("story.steps", spec.story.length);
    $("gm-story-prev").disabled = true;
  }

  /* A frame that is hidden at first has no size: fit when it gets one. */
  map.on("moveend", () => { if (fitted && ready) { layer.moved(); label(); } });
  map.on("layeradd layerremove", (event) => { if ([...GM.frame.layers.values()].includes(event.layer)) label(); });
  const from = GM.share.read();
  if (from.day !== null) now.day = time.clamp(from.day);
  if (from.known !== null) now.known = from.known;
  if (from.by && [...by.options].some((option) => option.value === from.by)) by.value = now.by = from.by;
  fit();
  if (from.at && fitted) map.setView([from.at[0], from.at[1]], from.at[2], { animate: false });
  refresh({ quiet: true });
  ready = true;
  if (from.select) select(from.select);
  if ("ResizeObserver" in window) {
    const holder = map.getContainer();
    let [width, height] = fitted ? [holder.clientWidth, holder.clientHeight] : [0, 0];
    new ResizeObserver(() => {
      if (fitted && holder.clientWidth === width && holder.clientHeight === height) return;
      if (!fitted || Math.abs(holder.clientWidth - width) > 40) {
        fit();
        layer.draw(marks);
      } else {
        furniture = null;
        map.invalidateSize({ animate: false });
      }
      label();
      [width, height] = [holder.clientWidth, holder.clientHeight];
    }).observe(map.getContainer());
  }
  /* Paper: the map gets the width of an A4 or letter page before it is drawn for it, and its own size back afterwards. */
  const stage = $("geomap-map");
  window.addEventListener("beforeprint", () => {
    Object.assign(stage.style, { width: "690px", height: "520px", flex: "none" });
    fit();
    layer.draw(marks);
    label();
  });
  window.addEventListener("afterprint", () => {
    Object.assign(stage.style, { width: "", height: "", flex: "" });
    fit();
    layer.draw(marks);
    label();
  });
  window.addEventListener("hashchange", () => {
    const asked = GM.share.read();
    if (asked.day !== null && asked.day !== now.day) setDay(asked.day);
    if (asked.select && asked.select !== now.select) select(asked.select);
  });
  return host;
};

window.geomap.ready = new Promise((resolve, reject) => {
  const begin = () => {
    try {
      const host = GM.start();
      resolve(window.geomap);
      host.tell({ type: "geomap:ready", asOf: window.geomap.asOf });
    } catch (error) {
      document.getElementById("gm-broken").hidden = false;
      reject(error);
    }
  };
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", begin);
  else begin();
});
