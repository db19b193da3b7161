/* Land, provinces, water and roads: what the marks lie on. */
"use strict";
GM.ground = (spec, map, tiles) => {
  const STYLE = {
    admin0: { color: "#8f887a", weight: 1.3, fillColor: "#f3f0e8", fillOpacity: 1 },
    neighbour: { color: "#8f887a", weight: 1.3, fillColor: "#e6e2d7", fillOpacity: 1 },
    admin1: { color: "#c9c2b2", weight: 0.8, fill: false },
    lake: { color: "#a9c1cf", weight: 0.6, fillColor: "#c5d6df", fillOpacity: 1 },
    road: { color: "#d8c9ab", weight: 1.4, fill: false },
    river: { color: "#9bbccd", weight: 1.7, fill: false },
  };
  const ORDER = ["admin0", "admin1", "lake", "road", "river", "border"];
  map.createPane("gm-ground").style.zIndex = 210;
  const renderer = L.svg({ pane: "gm-ground", padding: 0.6 });
  const home = new Set(spec.places.filter((place) => place.kind !== "country").map((place) => place.country));
  const group = L.layerGroup();
  if (tiles) {
    const said = document.createElement("span");
    said.textContent = tiles.attribution;
    group.addLayer(L.tileLayer(tiles.url, { maxZoom: tiles.maxZoom, attribution: said.innerHTML, className: "gm-tiles" }));
    return group;
  }
  for (const kind of ORDER) {
    for (const outline of spec.outlines) {
      if (kind === "border" ? outline.kind !== "admin0" : outline.kind !== kind) continue;
      let style = STYLE[kind];
      if (kind === "admin0") style = { ...(home.has(outline.country) ? STYLE.admin0 : STYLE.neighbour), stroke: false };
      if (kind === "border") style = { ...STYLE.admin0, fill: false };
      if (outline.disputed && style.weight) style = { ...style, dashArray: "4 4" };
      const options = { ...style, renderer, interactive: false, smoothFactor: 1, lineJoin: "round" };
      group.addLayer(outline.geometry.areal ? L.polygon(outline.geometry.parts, options) : L.polyline(outline.geometry.parts, options));
    }
  }
  return group;
};
