/* Names on the ground and beside the marks, with halos, none over another or over a mark. */
"use strict";
GM.names = (view, map, ground) => {
  const { svg } = GM;
  const spec = view.spec;
  const CLASSES = {
    mark1: ["700 14px", 14], mark2: ["700 13px", 13], mark3: ["600 12px", 12], mark4: ["600 11.5px", 11.5],
    town1: ["600 13px", 13], town2: ["500 11.5px", 11.5], town3: ["400 11px", 11], town4: ["400 10.5px", 10.5],
    country: ["600 14px", 14], unit: ["italic 500 11.5px", 11.5], water: ["italic 400 11.5px", 11.5],
  };
  const pane = map.createPane("gm-names");
  pane.style.zIndex = 590;
  pane.style.pointerEvents = "none";
  const sheet = svg("svg", { class: "gm-names leaflet-zoom-hide", "aria-hidden": "true" });
  pane.append(sheet);

  const wide = (name) => (spec.lang.startsWith("ar") ? name : [...name.toUpperCase()].join("\u200a\u200a"));

  const width = (text, kind) => GM.measure(CLASSES[kind][0], text) + 2;

  const rankOf = (place) => spec.ranks.get(place.id) || 3;
  const outlineName = view.nameOfOutline;

  const SETTLED = new Set(["city", "town", "village"]);
  const townsOf = spec.labels.concat(spec.places.filter((place) => SETTLED.has(place.kind))).sort((a, b) => rankOf(a) - rankOf(b) || (b.population || 0) - (a.population || 0));

  /* marks: [{point, reach, name, lines, rank}] in layer pixels; named: ids of places that have a mark or a plate;
     furniture: boxes of the map's controls, in pixels of its container. */
  function draw(marks, zoom, named, furniture) {
    const size = map.getSize();
    const corner = map.containerPointToLayerPoint([0, 0]);
    const frame = { x0: corner.x, y0: corner.y, x1: corner.x + size.x, y1: corner.y + size.y };
    sheet.setAttribute("width", frame.x1 - frame.x0);
    sheet.setAttribute("height", frame.y1 - frame.y0);
    sheet.setAttribute("viewBox", `${frame.x0} ${frame.y0} ${frame.x1 - frame.x0} ${frame.y1 - frame.y0}`);
    L.DomUtil.setPosition(sheet, L.point(frame.x0, frame.y0));
    sheet.replaceChildren();
    const grid = new Map();
    const CELL = 64;
    const cells = (box) => {
      const out = [];
      for (let x = Math.floor(box.x0 / CELL); x <= Math.floor(box.x1 / CELL); x += 1) for (let y = Math.floor(box.y0 / CELL); y <= Math.floor(box.y1 / CELL); y += 1) out.push(x * 65536 + y);
      return out;
    };
    /* Marks are round: a name may use the corners beside them. */
    const meets = (box, other) => {
      if (!(box.x0 < other.x1 && other.x0 < box.x1 && box.y0 < other.y1 && other.y0 < box.y1)) return false;
      if (!other.r) return true;
      const dx = other.cx - Math.max(box.x0, Math.min(other.cx, box.x1));
      const dy = other.cy - Math.max(box.y0, Math.min(other.cy, box.y1));
      return dx * dx + dy * dy < other.r * other.r;
    };
    const hits = (box) => cells(box).some((cell) => (grid.get(cell) || []).some((other) => meets(box, other)));
    const take = (box) => cells(box).forEach((cell) => (grid.get(cell) || grid.set(cell, []).get(cell)).push(box));
    const inside = (box) => box.x0 > frame.x0 && box.y0 > frame.y0 && box.x1 < frame.x1 && box.y1 < frame.y1;
    const around = (point, reach) => ({ x0: point.x - reach, y0: point.y - reach, x1: point.x + reach, y1: point.y + reach });
    const write = (text, kind, x, y, extra = {}) => sheet.append(svg("text", { class: `gm-n gm-n-${kind}`, x: x.toFixed(1), y: y.toFixed(1), "text-anchor": "middle", ...extra }, text));

    for (const box of furniture) take({ x0: box.x0 + corner.x, y0: box.y0 + corner.y, x1: box.x1 + corner.x, y1: box.y1 + corner.y });
    for (const mark of marks) take({ ...around(mark.point, mark.reach), cx: mark.point.x, cy: mark.point.y, r: mark.reach });

    /* lines: what the text may be broken into where it has no room in one. */
    function beside(text, kind, point, reach, must, lines) {
      const w = lines ? Math.max(...lines.map((line) => width(line, kind))) : width(text, kind);
      const line = CLASSES[kind][1];
      const h = lines ? line * (lines.length * 1.12) : line;
      const gap = reach + 1.5;
      const spots = [
        [gap + w / 2, 0], [-gap - w / 2, 0], [0, gap + h / 2], [0, -gap - h / 2],
        [gap * 0.7 + w / 2, gap * 0.6 + h / 2], [gap * 0.7 + w / 2, -gap * 0.6 - h / 2], [-gap * 0.7 - w / 2, gap * 0.6 + h / 2], [-gap * 0.7 - w / 2, -gap * 0.6 - h / 2],
      ];
      if (must) spots.push([gap + 8 + w / 2, h], [gap + 8 + w / 2, -h], [-gap - 8 - w / 2, h], [-gap - 8 - w / 2, -h], [0, gap + h * 1.5], [0, -gap - h * 1.5]);
      for (const [dx, dy] of spots) {
        const box = { x0: point.x + dx - w / 2 - 1, y0: point.y + dy - h / 2, x1: point.x + dx + w / 2 + 1, y1: point.y + dy + h / 2 };
        if (!inside(box) || hits(box)) continue;
        take(box);
        (lines || [text]).forEach((part, index, all) => write(part, kind, point.x + dx, point.y + dy + line * (0.35 + 1.12 * (index - (all.length - 1) / 2))));
        return true;
      }
      return false;
    }

    /* The dots of the largest towns are kept free, so that no mark's name hides a capital. */
    const reserved = new Set();
    if (ground) {
      for (const place of townsOf) {
        if (rankOf(place) > 1) break;
        if (named.has(place.id)) continue;
        const dot = around(map.latLngToLayerPoint([place.lonlat.lat, place.lonlat.lon]), 4);
        if (!inside(dot) || hits(dot)) continue;
        take(dot);
        reserved.add(place.id);
      }
    }

    for (const mark of [...marks].sort((a, b) => a.order - b.order)) {
      const kind = `mark${mark.rank}`;
      if (mark.name && !beside(mark.name, kind, mark.point, mark.reach, true) && mark.lines) beside(mark.name, kind, mark.point, mark.reach, true, mark.lines);
    }

    if (!ground) return;

    function towns(wanted) {
      for (const place of townsOf) {
        if (named.has(place.id)) continue;
        const rank = rankOf(place);
        if (!wanted(rank)) continue;
        if (zoom < [0, 4, 6, 8, 9][rank]) continue;
        const point = map.latLngToLayerPoint([place.lonlat.lat, place.lonlat.lon]);
        const dot = around(point, 3);
        if (!inside(dot) || (hits(dot) && !reserved.has(place.id))) continue;
        if (beside(view.nameOf(place), `town${rank}`, point, rank === 1 ? 4 : 3, rank === 1)) {
          take(dot);
          sheet.append(svg("circle", { class: "gm-n-dot", cx: point.x.toFixed(1), cy: point.y.toFixed(1), r: rank === 1 ? 2.6 : 2 }));
        }
      }
    }

    towns((rank) => rank === 1);

    function centred(text, kind, latlng) {
      const at = map.latLngToLayerPoint(latlng);
      const w = width(text, kind);
      const h = CLASSES[kind][1];
      for (const dy of [0, -18, 18, -36, 36]) {
        const box = { x0: at.x - w / 2 - 3, y0: at.y + dy - h / 2 - 2, x1: at.x + w / 2 + 3, y1: at.y + dy + h / 2 + 2 };
        if (!inside(box) || hits(box)) continue;
        take(box);
        write(text, kind, at.x, at.y + dy + h * 0.35);
        return;
      }
    }

    const span = (outline) => {
      let [w, s, e, n] = [180, 90, -180, -90];
      for (const part of outline.geometry.parts) for (const [lat, lon] of part[0] || []) [w, s, e, n] = [Math.min(w, lon), Math.min(s, lat), Math.max(e, lon), Math.max(n, lat)];
      const [a, b] = [map.latLngToLayerPoint([n, w]), map.latLngToLayerPoint([s, e])];
      return { across: b.x - a.x, up: b.y - a.y };
    };
    for (const outline of spec.outlines) {
      if (outline.kind !== "admin0" || !outline.label) continue;
      const text = wide(outlineName(outline));
      if (span(outline).across > width(text, "country") * 0.9) centred(text, "country", [outline.label[1], outline.label[0]]);
    }
    rivers();
    towns((rank) => rank > 1);
    for (const outline of spec.outlines) {
      if (outline.kind !== "admin1" || !outline.label || named.has(outline.id)) continue;
      if (span(outline).across > width(outlineName(outline), "unit") * 1.15) centred(outlineName(outline), "unit", [outline.label[1], outline.label[0]]);
    }
    for (const outline of spec.outlines) {
      if (outline.kind !== "lake" || !outline.label || zoom < 7.6) continue;
      if (span(outline).across > width(outlineName(outline), "water") * 0.8) centred(outlineName(outline), "water", [outline.label[1], outline.label[0]]);
    }

    /* A river's name beside its straightest free stretch in view, on a straight line: set along the bends its letters would come apart. */
    function rivers() {
      for (const outline of spec.outlines) {
        if (outline.kind !== "river" || !outline.name || zoom < 5.4) continue;
        const text = outlineName(outline);
        const need = width(text, "water") + 6;
        let best = null;
        for (const part of outline.geometry.parts) {
          const line = L.LineUtil.simplify(part.map((pair) => map.latLngToLayerPoint(pair)), 3);
          for (let from = 0; from < line.length - 1; from += 1) {
            let run = 0;
            let to = from;
            while (to < line.length - 1 && run < need) run += line[to].distanceTo(line[(to += 1)]);
            if (run < need) break;
            const straight = line[from].distanceTo(line[to]) / run;
            if (straight < 0.86 || (best && straight <= best.straight)) continue;
            const stretch = line.slice(from, to + 1);
            const [a, b] = stretch[0].x > stretch[stretch.length - 1].x ? [stretch[stretch.length - 1], stretch[0]] : [stretch[0], stretch[stretch.length - 1]];
            const long = a.distanceTo(b);
            const [ux, uy] = [(b.x - a.x) / long, (b.y - a.y) / long];
            /* On the side that is up, clear of the water's own bends. */
            const off = 8 + Math.max(0, ...stretch.map((p) => (p.x - a.x) * uy - (p.y - a.y) * ux));
            const middle = { x: (a.x + b.x) / 2 + uy * off, y: (a.y + b.y) / 2 - ux * off };
            const steps = Math.max(1, Math.ceil(need / 8));
            const boxes = Array.from({ length: steps + 1 }, (_, step) => (step / steps - 0.5) * (need - 12)).map((t) => around({ x: middle.x + ux * t, y: middle.y + uy * t }, 6));
            if (off > 14 || !boxes.every((box) => inside(box) && !hits(box))) continue;
            best = { straight, middle, turn: (Math.atan2(uy, ux) * 180) / Math.PI, boxes };
          }
        }
        if (!best) continue;
        best.boxes.forEach(take);
        const { x, y } = best.middle;
        write(text, "water", x, y + 4, { transform: `rotate(${best.turn.toFixed(1)} ${x.toFixed(1)} ${y.toFixed(1)})` });
      }
    }
  }

  return { draw };
};
