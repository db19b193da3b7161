/* One mark as SVG: the holder by shape, colour and letters; the status by what is done to the shape. Shared by map, legend and card. */
"use strict";
GM.glyphs = (view, art) => {
  const { svg } = GM;
  const NEUTRAL = "#6b6b66";
  const INK = "#26261f";
  const PAPER = "#fffdf7";
  const RADIUS = [0, 12.5, 11, 9.5, 8];
  /* Smaller on a small map. */
  let scale = 1;
  const fitTo = (width) => { scale = width < 480 ? 0.8 : width < 720 ? 0.9 : width > 1300 ? 1.12 : 1; };
  const styleOf = (key) => view.actors.get(key) || { color: NEUTRAL, glyph: "circle", pattern: "diagonal", letter: "" };

  const bright = (color) => {
    const part = (at) => {
      const value = parseInt(color.slice(at, at + 2), 16) / 255;
      return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
    };
    return 0.2126 * part(1) + 0.7152 * part(3) + 0.0722 * part(5);
  };
  /* Halfway to paper. */
  const tint = (color) => `#${[1, 3, 5].map((at) => Math.round((parseInt(color.slice(at, at + 2), 16) + parseInt(PAPER.slice(at, at + 2), 16)) / 2).toString(16).padStart(2, "0")).join("")}`;
  const inkOn = (color) => (bright(color) > 0.3 ? INK : "#ffffff");
  const mixed = (color, share) => `#${[1, 3, 5].map((at) => Math.round(parseInt(color.slice(at, at + 2), 16) * (1 - share) + parseInt(INK.slice(at, at + 2), 16) * share).toString(16).padStart(2, "0")).join("")}`;
  /* The colour itself where it stands out from the land three to one (WCAG 2.2, 1.4.11), else a darker one of the same hue. */
  const LAND = bright("#f3f0e8") + 0.05;
  const edges = new Map();
  function edge(color) {
    if (!edges.has(color)) edges.set(color, [0, 0.15, 0.3, 0.45, 0.6, 0.8, 1].map((share) => mixed(color, share)).find((dark) => LAND / (bright(dark) + 0.05) >= 3));
    return edges.get(color);
  }

  /* Hatching in one or two colours; patterns are made once, in a drawing of their own. */
  const defs = svg("defs");
  const sheet = svg("svg", { width: 0, height: 0, class: "gm-defs", "aria-hidden": "true", focusable: "false" }, defs);
  const made = new Map();
  const LINES = { diagonal: [45, "line"], back: [-45, "line"], horizontal: [0, "line"], vertical: [90, "line"], dots: [30, "dots"], cross: [45, "cross"] };

  const half = svg("clipPath", { id: "gm-half" }, svg("rect", { x: 0, y: -2, width: 2, height: 4 }));
  defs.append(half);

  /* `scale`: of the shape that will be filled, so that the stripes keep their width in pixels. */
  function hatch(first, second, pattern, size = 5, scale = 1, thin = !second) {
    const key = `${first}${second || ""}${pattern}${size}/${scale}/${thin}`;
    if (!made.has(key)) {
      const id = `gm-hatch-${made.size}`;
      const [turn, form] = LINES[pattern] || LINES.diagonal;
      const box = svg("pattern", { id, width: size, height: size, patternUnits: "userSpaceOnUse", patternTransform: `rotate(${turn}) scale(${1 / scale})` });
      if (second) box.append(svg("rect", { width: size, height: size, fill: second }));
      if (form === "dots") box.append(svg("circle", { cx: size / 2, cy: size / 2, r: size * 0.24, fill: first }));
      else box.append(svg("rect", { width: size, height: thin ? size * 0.28 : size / 2, fill: first }));
      if (form === "cross") box.append(svg("rect", { width: size * 0.28, height: size, fill: first }));
      /* Two dark colours run into one another without a thread of paper between them. */
      if (second && !thin) box.append(svg("path", { d: `M0,0h${size}M0,${size / 2}h${size}M0,${size}h${size}`, stroke: PAPER, "stroke-width": size * 0.2 }));
      defs.append(box);
      made.set(key, `url(#${id})`);
    }
    return made.get(key);
  }

  const missing = (value) => value === null || value === undefined;
  const shape = (glyph, r, attributes) => svg("path", { d: art.shapes[glyph], transform: `scale(${r})`, "vector-effect": "non-scaling-stroke", ...attributes });

  function arc(r, from, to) {
    const at = (turn) => `${(r * Math.sin(turn)).toFixed(2)},${(-r * Math.cos(turn)).toFixed(2)}`;
    return `M${at(from)}A${r},${r} 0 ${to - from > Math.PI ? 1 : 0} 1 ${at(to)}`;
  }

  /* The ring: one piece per opinion, clockwise from the top. */
  function splitRing(group, r, colors) {
    const piece = (2 * Math.PI) / colors.length;
    group.append(svg("circle", { r, fill: "none", stroke: PAPER, "stroke-width": 5.5 }));
    colors.forEach((color, index) => {
      const d = arc(r, index * piece + 0.16, (index + 1) * piece - 0.16);
      if (color && edge(color) !== color) group.append(svg("path", { d, fill: "none", stroke: edge(color), "stroke-width": 5 }));
      group.append(svg("path", { d, fill: "none", stroke: color || "#77746a", "stroke-width": 3.6, class: "gm-view" }));
    });
  }

  /* Closed in: a ring with spokes, or an arc on the side that is named (degrees clockwise from north). */
  function ringed(group, r, color, from) {
    const dark = edge(color);
    const half = missing(from) ? Math.PI : (62 * Math.PI) / 180;
    const middle = missing(from) ? 0 : (from * Math.PI) / 180;
    group.append(svg("circle", { r, fill: PAPER, stroke: "none" }));
    group.append(missing(from) ? svg("circle", { r, fill: "none", stroke: dark, "stroke-width": 1.8 }) : svg("path", { d: arc(r, middle - half, middle + half), fill: "none", stroke: dark, "stroke-width": 2.6, class: "gm-arc" }));
    const turns = missing(from) ? [0, 1, 2, 3, 4, 5, 6, 7].map((step) => step * 45 + 22.5) : [-45, 0, 45].map((turn) => from + turn);
    for (const turn of turns) group.append(svg("path", { d: `M0,${-r - 3}V${-r + 2.5}`, transform: `rotate(${turn})`, stroke: dark, "stroke-width": 2 }));
  }

  /* Arrow heads from outside: somebody presses; one where the side is named. */
  const arrows = (group, r, color, from) => {
    for (const turn of missing(from) ? [-60, 60, 180] : [from]) group.append(svg("path", { d: `M-4.8,${-r - 7}L0,${-r}L4.8,${-r - 7}Z`, transform: `rotate(${turn})`, fill: color, stroke: edge(color), "stroke-width": 1.1, "stroke-linejoin": "round" }));
  };

  /* look: {status, holders, opponents, rank, site, letter, inferred, aged, changed, opinions, from} */
  function mark(look) {
    const r = look.r || (RADIUS[look.rank] || 9) * scale;
    const group = svg("g");
    const first = styleOf(look.holders[0]);
    const rivals = (look.holders.length > 1 ? look.holders.slice(1) : look.opponents || []).map(styleOf);
    const held = look.holders.length > 0;
    const color = held ? first.color : NEUTRAL;
    const glyph = held ? first.glyph : "circle";
    const rival = rivals.length ? rivals[0].color : NEUTRAL;
    if (look.changed) group.append(svg("circle", { r: reachOf({ ...look, changed: false }, r) + 3, class: "gm-changed" }));
    const ringAt = r + (look.status === "besieged" ? 9 : 5.5);
    if (look.status === "besieged") ringed(group, r + 4.5, rival, look.from);
    const base = { stroke: PAPER, "stroke-width": 4, "stroke-linejoin": "round", fill: PAPER };
    group.append(shape(glyph, r, base));
    const body = { fill: color, stroke: edge(color), "stroke-width": 1, "stroke-linejoin": "round" };
    let ink = inkOn(color);
    if (look.status === "contested") {
      Object.assign(body, { fill: hatch(color, rivals.length ? rival : "#ffffff", "diagonal", 6.5, r), stroke: INK, "stroke-width": 1.3 });
      ink = null;
    } else if (look.status === "shared") {
      group.append(shape(glyph, r, { fill: color, stroke: "none" }));
      group.append(shape(glyph, r, { fill: rivals.length ? rival : "#ffffff", stroke: "none", "clip-path": "url(#gm-half)" }));
      Object.assign(body, { fill: "none", stroke: INK, "stroke-width": 1.2 });
      group.append(svg("path", { d: `M0,${-r}V${r}`, stroke: PAPER, "stroke-width": 1.6 }));
      ink = null;
    } else if (look.status === "claimed_only") {
      Object.assign(body, { fill: PAPER, stroke: edge(color), "stroke-width": 2.2, "stroke-dasharray": "3.2 2.2" });
      ink = INK;
    } else if (look.status === "presence_only") {
      Object.assign(body, { fill: PAPER, stroke: edge(color), "stroke-width": 2 });
      ink = null;
    } else if (!held) {
      Object.assign(body, { fill: PAPER, stroke: NEUTRAL, "stroke-width": 1.8 });
      ink = NEUTRAL;
    } else if (look.aged) {
      Object.assign(body, { fill: color, "fill-opacity": 0.38, "stroke-width": 1.6 });
      ink = INK;
    }
    group.append(shape(glyph, r, body));
    if (look.status === "presence_only") group.append(svg("circle", { r: r * 0.3, fill: edge(color) }));
    const site = look.site && art.sites[look.site];
    if (site && ink) group.append(svg("path", { d: site, transform: `scale(${r * 0.86})`, fill: ink }));
    else if (ink) {
      const letters = held ? first.letter : "?";
      const size = r * (letters.length > 1 ? 0.92 : 1.25);
      if (r > 6) group.append(svg("text", { class: "gm-letter", "text-anchor": "middle", y: (size * 0.36 + (glyph === "triangle" ? r * 0.22 : 0)).toFixed(1), "font-size": size.toFixed(1), fill: ink }, letters));
    }
    const split = look.opinions && look.opinions.length > 1;
    if (split) splitRing(group, ringAt, look.opinions);
    if (look.status === "pressured") arrows(group, split ? ringAt + 3 : r + 1.5, rival, look.from);
    if (look.inferred) group.append(svg("circle", { r: (split ? ringAt + 5 : ringAt - 1), fill: "none", stroke: INK, "stroke-width": 1.5, "stroke-dasharray": "0.1 3.6", "stroke-linecap": "round" }));
    return { group, reach: reachOf(look, r) };
  }

  const reachOf = (look, r) => r + 2 + (look.status === "besieged" ? 6 : look.status === "pressured" ? 6 : 0) + (look.opinions && look.opinions.length > 1 ? 5 : 0) + (look.inferred ? 2 : 0) + (look.changed ? 4 : 0);

  /* Two halves, the western or northern side first, with the barrier between them. */
  function crossing(look) {
    const r = look.r || 11 * scale;
    const group = svg("g");
    if (look.changed) group.append(svg("circle", { r: r + 8, class: "gm-changed" }));
    look.sides.forEach((side, index) => {
      const turn = index ? 1 : -1;
      const style = styleOf((side.holders || [])[0]);
      const known = (side.holders || []).length > 0;
      const half = svg("path", { d: `M${turn * 3.4},${-r}A${r},${r} 0 0 ${index} ${turn * 3.4},${r}Z`, "stroke-linejoin": "round" });
      const under = half.cloneNode();
      under.setAttribute("fill", PAPER);
      under.setAttribute("stroke", PAPER);
      under.setAttribute("stroke-width", 4.5);
      group.append(under);
      const solid = known && side.control !== "claimed_only" && side.control !== "presence_only" && side.control !== "contested";
      half.setAttribute("fill", side.control === "contested" ? hatch(style.color, "#ffffff", "diagonal", 4) : solid ? style.color : PAPER);
      half.setAttribute("stroke", known ? edge(style.color) : "#77746a");
      half.setAttribute("stroke-width", 1.6);
      if (side.control === "claimed_only") half.setAttribute("stroke-dasharray", "2.6 2");
      group.append(half);
      const ink = solid ? inkOn(style.color) : known ? edge(style.color) : NEUTRAL;
      group.append(svg("text", { class: "gm-letter", x: turn * (3.4 + r * 0.46), y: 2.9, "font-size": 8, "text-anchor": "middle", fill: ink }, known ? style.letter : "?"));
    });
    look.sides.forEach((side, index) => {
      const x = index ? 1.5 : -1.5;
      const bar = { stroke: INK, "stroke-width": 1.9, fill: "none" };
      const top = r + 3;
      if (side.passage === "closed") group.append(svg("path", { d: `M${x},${-top}V${top}`, ...bar }));
      else if (side.passage === "restricted") group.append(svg("path", { d: `M${x},${-top}V${-top * 0.3}M${x},${top * 0.3}V${top}`, ...bar }));
      else if (side.passage === "open") group.append(svg("path", { d: `M${x},${-top}v3.5M${x},${top}v-3.5`, ...bar }));
      else group.append(svg("path", { d: `M${x},${-top}V${top}`, ...bar, "stroke-width": 1.4, "stroke-dasharray": "0.1 3.4", "stroke-linecap": "round" }));
    });
    if (look.inferred) group.append(svg("circle", { r: r + 7, fill: "none", stroke: INK, "stroke-width": 1.5, "stroke-dasharray": "0.1 3.6", "stroke-linecap": "round" }));
    return { group, reach: r + (look.inferred || look.changed ? 9 : 5) };
  }

  function attack(look) {
    const r = look.r || 9.5 * scale;
    const color = look.actor ? styleOf(look.actor).color : "#8d8a80";
    const group = svg("g", { opacity: look.age > 2 ? 0.6 : 1 });
    group.append(svg("path", { d: art.attack, transform: `scale(${r})`, fill: PAPER, stroke: PAPER, "stroke-width": 3.5, "vector-effect": "non-scaling-stroke" }));
    group.append(svg("path", { d: art.attack, transform: `scale(${r})`, fill: "#ffd24a", stroke: INK, "stroke-width": 2.6, "vector-effect": "non-scaling-stroke" }));
    group.append(svg("path", { d: art.attack, transform: `scale(${r})`, fill: "#ffd24a", stroke: color, "stroke-width": 1.4, "vector-effect": "non-scaling-stroke" }));
    return { group, reach: r + 2 };
  }

  /* slices: [[holder or ?contested, ?attack, ?unsure, number]], total */
  function ring(slices, total, text) {
    const r = Math.min(24, 10 + 3.2 * Math.log2(total));
    const group = svg("g", {}, svg("circle", { r: r + 1.5, fill: PAPER, stroke: "#8f887a", "stroke-width": 0.8 }));
    const width = r * 0.42;
    let from = 0;
    for (const [key, number] of slices) {
      const to = from + (2 * Math.PI * number) / total;
      const color = key === "?contested" ? hatch(INK, "#ffffff", "diagonal", 4) : key === "?attack" ? "#ffd24a" : key === "?unsure" ? "#c9c5b9" : styleOf(key).color;
      const path = slices.length === 1 ? svg("circle", { r: r - width / 2 }) : svg("path", { d: arc(r - width / 2, from + 0.04, to - 0.04) });
      Object.entries({ fill: "none", stroke: color, "stroke-width": width }).forEach(([name, value]) => path.setAttribute(name, value));
      group.append(path);
      from = to;
    }
    group.append(svg("text", { class: "gm-letter", "text-anchor": "middle", y: 4, "font-size": 11, fill: INK }, text));
    return { group, reach: r + 2 };
  }

  function icon(drawn, size) {
    const half = size / 2;
    return svg("svg", { width: size, height: size, viewBox: `${-half} ${-half} ${size} ${size}`, "aria-hidden": "true", focusable: "false" }, drawn.group);
  }

  return { mark, crossing, ring, tint, edge, fitTo, attack, icon, hatch, sheet, styleOf, NEUTRAL, PAPER, INK };
};
