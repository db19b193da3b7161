/* Where on Earth: a small drawing of the wider ground with the window in it. */
"use strict";
GM.inset = (spec, map, words, position) => {
  const { svg } = GM;
  const boxes = spec.outlines.filter((outline) => outline.kind === "admin0");
  if (!boxes.length) return null;
  const all = boxes.flatMap((outline) => outline.geometry.parts.flatMap((rings) => rings[0] || []));
  const [w, e] = [Math.min(...all.map((p) => p[1])), Math.max(...all.map((p) => p[1]))];
  const [s, n] = [Math.min(...all.map((p) => p[0])), Math.max(...all.map((p) => p[0]))];
  const squeeze = Math.cos((((s + n) / 2) * Math.PI) / 180);
  const width = 96;
  const scale = width / ((e - w) * squeeze);
  const height = Math.min(104, (n - s) * scale);
  const x = (lon) => ((lon - w) * squeeze * scale).toFixed(1);
  const y = (lat) => ((n - lat) * scale).toFixed(1);
  const land = svg("path", { class: "gm-inset-land", d: boxes.map((outline) => outline.geometry.parts.map((rings) => `M${rings[0].filter((_, i) => i % 3 === 0).map((p) => `${x(p[1])},${y(p[0])}`).join("L")}Z`).join("")).join("") });
  const view = svg("rect", { class: "gm-inset-view" });
  const north = svg("g", { class: "gm-north", transform: `translate(${width - 11},14)` }, svg("path", { d: "M0,-9L4,4L0,1.5L-4,4Z" }), svg("text", { y: 14, "text-anchor": "middle" }, words.t("map.north")));
  const drawing = svg("svg", { width, height, viewBox: `0 0 ${width} ${height.toFixed(1)}`, "aria-hidden": "true" }, land, view, north);
  const Inset = L.Control.extend({
    options: { position },
    onAdd() {
      const box = GM.el("div", { class: "gm-inset" }, drawing);
      return box;
    },
  });
  const update = () => {
    const bounds = map.getBounds();
    const [x0, x1] = [Number(x(Math.max(w, bounds.getWest()))), Number(x(Math.min(e, bounds.getEast())))];
    const [y0, y1] = [Number(y(Math.min(n, bounds.getNorth()))), Number(y(Math.max(s, bounds.getSouth())))];
    Object.entries({ x: x0, y: y0, width: Math.max(2, x1 - x0), height: Math.max(2, y1 - y0) }).forEach(([key, value]) => view.setAttribute(key, value));
  };
  map.on("moveend", update);
  new Inset().addTo(map);
  update();
  return update;
};

/* Leaflet's scale bar with the digits and units of the page's language. */
GM.scale = (words, position) => {
  const Scale = L.Control.Scale.extend({
    _updateMetric(most) {
      const metres = this._getRoundNum(most);
      this._updateScale(this._mScale, metres < 1000 ? words.t("map.m", { n: words.n(metres) }) : words.t("map.km", { n: words.n(metres / 1000) }), metres / most);
    },
  });
  return new Scale({ position, imperial: false, maxWidth: 110 });
};
