/* What the folium frame calls: the Leaflet map, and our layers as Leaflet layers, so that any layer control works on them. */
"use strict";
GM.frame = { map: null, layers: new Map() };

/* Marks are placed with flat transforms: as 3D ones each would become a layer of the compositor, hundreds of them on a large map. */
L.Browser.ie3d = true;

window.geomap.frame = (id, options) => {
  const map = L.map(id, { ...options, zoomControl: false, attributionControl: false, zoomSnap: 0.25, zoomDelta: 0.5, wheelPxPerZoomLevel: 110, worldCopyJump: false, keyboard: true, fadeAnimation: false, zoomAnimation: !window.matchMedia("(prefers-reduced-motion: reduce)").matches });
  map.setView([0, 0], 2, { animate: false });
  GM.tame(map);
  GM.frame.map = map;
  return map;
};

/* A group that is filled later, when the data has been read. */
window.geomap.layer = (key) => {
  const layer = L.layerGroup();
  GM.frame.layers.set(key, layer);
  return layer;
};
