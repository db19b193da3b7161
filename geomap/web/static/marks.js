/* The marks on the map: made from what `view.at` chose, each with its hooks, its words and one tab stop for all. */
"use strict";
GM.marks = (view, map, glyphs, words, onOpen) => {
  const { svg } = GM;
  const lines = map.createPane("gm-leaders");
  lines.style.zIndex = 595;
  const shades = map.createPane("gm-shades");
  shades.style.zIndex = 380;
  const lineRenderer = L.svg({ pane: "gm-leaders" });
  const shadeRenderer = L.svg({ pane: "gm-shades" });
  const groups = { states: L.layerGroup(), crossings: L.layerGroup(), attacks: L.layerGroup(), areas: L.layerGroup() };
  const LAYER = { state: "states", crossing: "crossings", claim: "attacks", area: "areas", front: "areas" };
  /* Where a plate may go when its own place is taken, in pixels. */
  const PLATE_SPOTS = [[0, 0], [0, -28], [0, 28], [-36, 0], [36, 0], [-36, -28], [36, -28], [-36, 28], [36, 28], [-70, 0], [70, 0], [0, -54], [0, 54], [-60, -42], [60, -42], [-60, 42], [60, 42], [-110, 0], [110, 0]];
  let drawn = [];
  let shown = [];
  let crowded = false;
  let current = null;
  const order = new Map(view.spec.actors.map((actor, index) => [actor.key, index]));

  function inWords(mark) {
    if (mark.kind === "cluster") return mark.label;
    if (mark.kind === "front") return words.t("front.between", { actors: words.listed(mark.holders.map(view.nameOfActor)) });
    const name = mark.place ? view.nameOf(mark.place) : mark.area.label || words.t(`status.${mark.status}`);
    const who = (keys) => words.listed(keys.map(view.nameOfActor));
    if (mark.kind === "crossing") {
      const sides = mark.passage.sides.map((side) =>
        [side.name, (side.holders || []).length ? who(side.holders) : words.t("status.no_data"), words.t(`passage.${side.passage}`)].join(words.t("list.separator")));
      return `${name}, ${words.t("kind.border_crossing")}: ${sides.join("; ")}`;
    }
    if (mark.kind === "claim") return `${name}: ${words.t(`type.${mark.status}`)}${mark.holders.length ? ` (${who(mark.holders)})` : ""}, ${words.dating(mark.claims[0].dating)}`;
    const parts = [words.t(`status.${mark.status}`)];
    if (mark.holders.length) parts.push(who(mark.holders));
    if (mark.state && (mark.state.opponents || []).length) parts.push(words.t("mark.against", { actors: who(mark.state.opponents) }));
    if (mark.from !== null && mark.from !== undefined && mark.kind === "state") parts.push(words.side(mark.from));
    if (mark.state && mark.state.share_percent) parts.push(`${words.n(mark.state.share_percent)} %`);
    if (mark.state && mark.state.inferred) parts.push(words.t("sign.inferred"));
    if (mark.aged) parts.push(words.t("sign.aged"));
    if (mark.state && (mark.state.views || []).length > 1) parts.push(words.t("sign.disagreement"));
    return `${name}: ${parts.join(words.t("list.separator"))}`;
  }

  const told = (mark) => (mark.words === undefined ? (mark.words = inWords(mark)) : mark.words);

  function hook(element, mark) {
    element.setAttribute("data-geomap-id", mark.id);
    element.setAttribute("data-geomap-kind", mark.kind);
    element.setAttribute("data-geomap-status", mark.status);
    element.setAttribute("data-geomap-actor", mark.holders[0] || "");
    if (mark.place) element.setAttribute("data-geomap-place", mark.place.id);
    element.setAttribute("role", "button");
    const label = told(mark);
    element.setAttribute("aria-label", label);
    if (element instanceof HTMLElement) element.title = label;
    element.setAttribute("tabindex", "-1");
    mark.element = element;
  }

  function lookOf(mark) {
    if (mark.kind === "crossing") {
      const [a, b] = mark.crossing ? mark.crossing.sides : [null, null];
      const swap = a && b && (Math.abs(a.lonlat.lon - b.lonlat.lon) > 0.01 ? a.lonlat.lon > b.lonlat.lon : a.lonlat.lat < b.lonlat.lat);
      const sides = swap ? [mark.passage.sides[1], mark.passage.sides[0]] : mark.passage.sides;
      mark.sidesShown = sides;
      return glyphs.crossing({ sides, inferred: mark.passage.inferred, changed: mark.changed });
    }
    if (mark.kind === "claim") return glyphs.attack({ actor: mark.holders[0], age: mark.age });
    const opinions = (mark.state.views || []).map((item) => ((item.holders || []).length ? glyphs.styleOf(item.holders[0]).color : null));
    return glyphs.mark({
      status: mark.status, holders: mark.holders, opponents: mark.state.opponents || [], rank: mark.rank, site: mark.site ? mark.place.kind : "",
      inferred: mark.state.inferred, aged: mark.aged, changed: mark.changed, opinions, from: mark.from,
    });
  }

  /* A unit that texts speak of as a whole: hatched in its own shape, with the stated share; never its towns. */
  function shade(mark) {
    const style = glyphs.styleOf(mark.holders[0]);
    const parts = mark.kind === "area" ? mark.area.geometry.parts : mark.unit.geometry.parts;
    const rival = mark.holders[1] || (mark.state && (mark.state.opponents || [])[0]);
    const color = mark.holders.length ? style.color : glyphs.INK;
    const contested = mark.status === "contested";
    const modelled = mark.kind === "area" && mark.area.method !== "stated" && !contested;
    const second = contested ? (rival ? glyphs.styleOf(rival).color : glyphs.PAPER) : modelled ? glyphs.tint(color) : null;
    const polygon = L.polygon(parts, {
      renderer: shadeRenderer, pane: "gm-shades", color, weight: 1.4, opacity: 0.6, dashArray: mark.status === "claimed_only" ? "5 4" : null,
      fillColor: glyphs.hatch(color, second, style.pattern, contested ? 9 : 8, 1, !contested), fillOpacity: mark.aged ? 0.14 : modelled ? 0.5 : 0.26,
      bubblingMouseEvents: false,
    });
    polygon.on("add", () => hook(polygon.getElement(), mark));
    polygon.on("click", () => onOpen(mark));
    groups[LAYER[mark.kind]].addLayer(polygon);
    mark.layer = polygon;
  }

  function line(mark) {
    const parts = mark.front.geometry.parts;
    groups.areas.addLayer(L.polyline(parts, { renderer: shadeRenderer, pane: "gm-shades", color: glyphs.PAPER, weight: 6, interactive: false }));
    const drawnLine = L.polyline(parts, { renderer: shadeRenderer, pane: "gm-shades", color: glyphs.INK, weight: 2.6, dashArray: "7 3", bubblingMouseEvents: false });
    drawnLine.on("add", () => hook(drawnLine.getElement(), mark));
    drawnLine.on("click", () => onOpen(mark));
    groups.areas.addLayer(drawnLine);
  }

  const narrow = () => map.getSize().x < 480;

  function pill(mark) {
    const share = mark.state.share_percent;
    const extent = mark.state.extent && mark.state.extent !== "full" ? words.t(`extent.${mark.state.extent}`) : "";
    /* On a phone the words of the extent would push plates over each other; the glyph, the hatching and the card still tell it. */
    const name = narrow() && mark.unit ? view.nameOfOutline(mark.unit) : view.nameOf(mark.place);
    const parts = [name, narrow() && !share ? "" : share ? `≈ ${words.n(share)} %` : extent].filter(Boolean);
    const size = narrow() ? 11 : 12;
    const width = parts.reduce((sum, text, index) => sum + 4 + GM.measure(`${index ? 400 : 600} ${size}px`, text), 22 + 2 + 9 + 3);
    const element = GM.el("span", { class: narrow() ? "gm-pill gm-pill-small" : "gm-pill", dir: document.documentElement.dir }, glyphs.icon(glyphs.mark({ status: mark.status, holders: mark.holders, opponents: mark.state.opponents, r: 7, rank: 4, inferred: false, aged: mark.aged }), 22), parts.map((text) => GM.el("span", { dir: "auto" }, text)));
    return { element, width };
  }

  /* A wide place is named on a plate, never by a dot: a dot would be a town. */
  function tag(mark) {
    const label = mark.unit && mark.unit.label ? L.latLng(mark.unit.label[1], mark.unit.label[0]) : L.latLng(mark.place.lonlat.lat, mark.place.lonlat.lon);
    const { element, width } = pill(mark);
    const marker = L.marker(label, { icon: L.divIcon({ html: element, className: "gm-pillbox", iconSize: [width, 24] }), keyboard: false, riseOnHover: true });
    marker.on("click", () => onOpen(mark));
    if (!mark.unit) marker.on("add", () => hook(marker.getElement(), mark));
    groups.states.addLayer(marker);
    mark.tag = { marker, at: label, half: width / 2 };
  }

  function draw(marks) {
    Object.values(groups).forEach((group) => group.clearLayers());
    groups.attacks.addLayer(arrows.group);
    drawn = marks;
    for (const mark of marks) {
      if (mark.kind === "area") shade(mark);
      else if (mark.kind === "front") line(mark);
      else if (mark.status === "advance") continue;
      else if (mark.kind === "state" && mark.areal) {
        if (mark.unit) shade(mark);
        tag(mark);
      } else mark.at = mark.place.at || (mark.place.at = L.latLng(mark.place.lonlat.lat, mark.place.lonlat.lon));
    }
    points();
    rove();
  }

  /* Dots and rings; remade after every move when there are too many for one view. */
  function points() {
    const { single, groups: rings } = GM.cluster(drawn.filter((mark) => mark.at), map);
    for (const key of ["states", "crossings", "attacks"]) groups[key].eachLayer((item) => { if (item.gmPoint) groups[key].removeLayer(item); });
    drawn.forEach((mark) => { if (mark.at) mark.layer = mark.element = null; });
    single.forEach(point);
    shown = rings.map(clustered);
    crowded = rings.length > 0 || single.length < drawn.length / 2;
  }

  function point(mark) {
    const look = lookOf(mark);
    mark.reach = look.reach;
    const size = Math.max(26, 2 * look.reach);
    const marker = L.marker(mark.at, { icon: L.divIcon({ html: glyphs.icon(look, size), className: "gm-mark", iconSize: [size, size] }), keyboard: false, riseOnHover: true, zIndexOffset: mark.kind === "claim" ? 300 : 0 });
    marker.gmPoint = true;
    marker.on("add", () => hook(marker.getElement(), mark));
    marker.on("click", () => onOpen(mark));
    groups[LAYER[mark.kind]].addLayer(marker);
    mark.layer = marker;
  }

  function clustered(group) {
    const slices = GM.slices(group, order);
    const named = (key) => words.t({ "?contested": "status.contested", "?attack": "type.attack", "?unsure": "status.unknown" }[key] || "", {}) || view.nameOfActor(key);
    const label = words.t("cluster.label", { n: words.n(group.marks.length), parts: slices.map(([key, number]) => `${named(key)} ${words.n(number)}`).join(words.t("list.separator")) });
    const look = glyphs.ring(slices, group.marks.length, words.n(group.marks.length));
    const size = 2 * look.reach;
    const marker = L.marker(group.at, { icon: L.divIcon({ html: glyphs.icon(look, size), className: "gm-mark gm-ring", iconSize: [size, size] }), keyboard: false });
    marker.gmPoint = true;
    const mark = { id: `cluster:${group.key}`, kind: "cluster", rank: 3, label, holders: [], status: "cluster", layer: marker, at: group.at, reach: look.reach, group };
    marker.on("add", () => hook(marker.getElement(), mark));
    marker.on("click", () => closer(mark));
    groups.states.addLayer(marker);
    return mark;
  }

  function closer(mark) {
    map.fitBounds(mark.group.bounds.pad(0.3), { maxZoom: Math.min(16, map.getZoom() + 2.5), animate: false });
  }

  /* Called when the map has moved. */
  function moved() {
    if (crowded) {
      points();
      rove();
    }
  }

  const leaders = L.layerGroup();
  const arrows = GM.arrows(map, glyphs, hook, onOpen);
  groups.attacks.addLayer(arrows.group);

  /* From where something is drawn back to where it is. */
  function lead(at, here) {
    const line = { renderer: lineRenderer, pane: "gm-leaders", interactive: false };
    leaders.addLayer(L.polyline([at, map.layerPointToLatLng(here)], { ...line, color: "#3b3a34", weight: 1 }));
    leaders.addLayer(L.circleMarker(at, { ...line, radius: 1.8, stroke: false, fill: true, fillColor: "#3b3a34", fillOpacity: 1 }));
  }

  /* Whether a position lies in a shape: an odd number of its edges pass to the east. */
  function inside(parts, { lat, lng }) {
    let odd = false;
    for (const rings of parts) {
      for (const ring of rings) {
        for (let index = 0, before = ring.length - 1; index < ring.length; before = index, index += 1) {
          const [[y1, x1], [y2, x2]] = [ring[index], ring[before]];
          if (y1 > lat !== y2 > lat && lng < ((x2 - x1) * (lat - y1)) / (y2 - y1) + x1) odd = !odd;
        }
      }
    }
    return odd;
  }

  /* furniture: boxes of the map's controls, in pixels of its container. */
  function arrange(furniture) {
    const items = shown.concat(drawn.filter((mark) => mark.at)).filter((mark) => mark.layer && map.hasLayer(mark.layer)).sort((a, b) => a.rank - b.rank || (a.id < b.id ? -1 : 1))
      .map((mark) => ({ mark, point: map.latLngToLayerPoint(mark.at), reach: mark.reach }));
    leaders.clearLayers();
    arrows.draw(drawn);
    const boxes = [];
    const plates = drawn.filter((mark) => mark.tag && map.hasLayer(mark.tag.marker)).sort((a, b) => (a.id < b.id ? -1 : 1));
    const corner = map.containerPointToLayerPoint([0, 0]);
    const size = map.getSize();
    const taken = items.map((item) => ({ x: item.point.x, y: item.point.y, w: item.reach, h: item.reach }))
      .concat(furniture.map((box) => ({ x: corner.x + (box.x0 + box.x1) / 2, y: corner.y + (box.y0 + box.y1) / 2, w: (box.x1 - box.x0) / 2, h: (box.y1 - box.y0) / 2 })));
    for (const mark of plates) {
      const at = map.latLngToLayerPoint(mark.tag.at);
      const half = mark.tag.half;
      /* Cut by the edge a plate says half of what it says; a country is meant as long as any of it is in view. */
      const seen = mark.place.kind === "country" || (at.x + half > corner.x && at.x - half < corner.x + size.x && at.y + 12 > corner.y && at.y - 12 < corner.y + size.y);
      const into = (value, low, high) => (high < low ? (low + high) / 2 : Math.max(low, Math.min(high, value)));
      const spots = PLATE_SPOTS.map(([dx, dy]) => seen
        ? L.point(into(at.x + dx, corner.x + half + 3, corner.x + size.x - half - 3), into(at.y + dy, corner.y + 15, corner.y + size.y - 15))
        : L.point(at.x + dx, at.y + dy));
      const covered = (spot) => taken.reduce((sum, box) => sum + Math.max(0, half + box.w + 2 - Math.abs(spot.x - box.x)) * Math.max(0, 14 + box.h - Math.abs(spot.y - box.y)), 0);
      const costs = spots.map(covered);
      const least = Math.min(...costs);
      const spot = spots[costs.indexOf(least)];
      mark.tag.marker.setLatLng(map.layerPointToLatLng(spot));
      taken.push({ x: spot.x, y: spot.y, w: half, h: 12 });
      /* A country has no point to lead to, and inside its own shape a plate needs no line. */
      const home = mark.unit && inside(mark.unit.geometry.parts, map.layerPointToLatLng(spot));
      if (seen && !home && mark.place.kind !== "country" && Math.hypot(spot.x - at.x, spot.y - at.y) > 20) lead(mark.tag.at, spot);
      for (let x = -half + 8; x <= half - 8; x += 14) {
        const point = L.point(spot.x + x, spot.y);
        boxes.push({ point, reach: 11, name: "", rank: 3, order: 0 });
        items.push({ fixed: true, point, reach: 12 });
      }
    }
    const placed = GM.spread(items).filter(({ item }) => !item.fixed);
    for (const { item, x, y, away } of placed) {
      const here = L.point(x, y);
      item.mark.layer.setLatLng(away > 1 ? map.layerPointToLatLng(here) : item.mark.at);
      if (away > item.reach * 0.6) lead(item.mark.at, here);
      boxes.push({ point: here, reach: item.reach, lines: item.mark.kind === "crossing" ? (item.mark.sidesShown || item.mark.passage.sides).map((side) => side.name) : null, name: item.mark.kind === "cluster" || (crowded && item.mark.rank > 2) ? "" : nameFor(item.mark), rank: item.mark.rank, order: item.mark.rank * 10 + (item.mark.kind === "claim" ? 5 : 0) });
    }
    return boxes;
  }

  function nameFor(mark) {
    /* Left and right as in the glyph, whatever the direction of the names. */
    if (mark.kind === "crossing") return `\u2066${(mark.sidesShown || mark.passage.sides).map((side) => `\u2068${side.name}\u2069`).join(" | ")}\u2069`;
    if (mark.kind === "claim" && drawn.some((other) => other.kind !== "claim" && other.place && other.place.id === mark.place.id)) return "";
    return view.nameOf(mark.place);
  }

  /* One tab stop for all marks; arrow keys go from mark to mark, largest places first. */
  const walkable = () => shown.concat(drawn).filter((mark) => mark.element && mark.element.isConnected).sort((a, b) => a.rank - b.rank || (told(a) < told(b) ? -1 : 1));

  let stop = null;
  function rove() {
    if (stop && stop.element) stop.element.setAttribute("tabindex", "-1");
    stop = walkable().find((mark, index, list) => mark.id === current || (index === 0 && !list.some((other) => other.id === current))) || null;
    if (stop) stop.element.setAttribute("tabindex", "0");
  }

  function step(from, by) {
    const list = walkable();
    const index = list.findIndex((mark) => mark.element === from);
    const to = by === "first" ? 0 : by === "last" ? list.length - 1 : (index + by + list.length) % list.length;
    if (!list[to]) return;
    current = list[to].id;
    rove();
    if (list[to].at && !map.getBounds().pad(-0.05).contains(list[to].at)) map.panTo(list[to].at, { animate: false });
    list[to].element.focus({ preventScroll: true });
  }

  const opened = (mark) => (mark.kind === "cluster" ? closer(mark) : onOpen(mark, true));

  map.getContainer().addEventListener("keydown", (event) => {
    const element = event.target.closest && event.target.closest("[data-geomap-id]");
    if (!element) return;
    const moves = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1, Home: "first", End: "last" };
    if (event.key in moves) step(element, moves[event.key]);
    else if (event.key === "Enter" || event.key === " ") opened(walkable().find((mark) => mark.element === element));
    else return;
    event.preventDefault();
    event.stopPropagation();
  }, true);

  return { groups, leaders, draw, moved, arrange, crowded: () => shown.length > 0, inWords: told, drawn: () => drawn };
};
