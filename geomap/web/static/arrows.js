/* Advances: an arrow towards the place, ending before it; its length says nothing but the direction. */
"use strict";
GM.arrows = (map, glyphs, hook, onOpen) => {
  const pane = map.createPane("gm-arrows");
  pane.style.zIndex = 400;
  const renderer = L.svg({ pane: "gm-arrows" });
  const group = L.layerGroup();

  function draw(marks) {
    group.clearLayers();
    for (const mark of marks) {
      if (mark.status !== "advance") continue;
      const to = map.latLngToLayerPoint([mark.place.lonlat.lat, mark.place.lonlat.lon]);
      const from = map.latLngToLayerPoint([mark.from.lat, mark.from.lon]);
      const far = to.distanceTo(from);
      if (far < 30) continue;
      const unit = to.subtract(from).divideBy(far);
      const side = L.point(-unit.y, unit.x);
      const tip = to.subtract(unit.multiplyBy(18));
      const neck = tip.subtract(unit.multiplyBy(11));
      const tail = tip.subtract(unit.multiplyBy(Math.min(far - 30, 46)));
      const at = (point) => map.layerPointToLatLng(point);
      const outline = [tail.add(side.multiplyBy(2)), neck.add(side.multiplyBy(3)), neck.add(side.multiplyBy(8)), tip, neck.subtract(side.multiplyBy(8)), neck.subtract(side.multiplyBy(3)), tail.subtract(side.multiplyBy(2))];
      const arrow = L.polygon(outline.map(at), { renderer, pane: "gm-arrows", color: glyphs.edge(glyphs.styleOf(mark.holders[0]).color), weight: 1.2, fillColor: glyphs.styleOf(mark.holders[0]).color, fillOpacity: 0.9, bubblingMouseEvents: false });
      arrow.on("add", () => hook(arrow.getElement(), mark));
      arrow.on("click", () => onOpen(mark));
      group.addLayer(arrow);
    }
  }

  return { group, draw };
};
