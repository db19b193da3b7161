/* The page inside another page: how it is asked to open, and what it leaves alone there. Documented in docs/embedding/messages.md. */
"use strict";
GM.framed = window.parent !== window;

/* What the address asks for after "#"; a document without an address of its own (srcdoc) carries it as <meta name="geomap:view">. */
GM.asked = () => {
  const meta = document.querySelector('meta[name="geomap:view"]');
  return new URLSearchParams(window.location.hash.slice(1) || (meta ? meta.content : ""));
};

/* Locked: one day, one view, no controls; the host page may still set the day. */
GM.locked = GM.asked().get("mode") === "locked";
document.documentElement.classList.toggle("gm-framed", GM.framed);
document.documentElement.classList.toggle("gm-locked", GM.locked);

GM.tame = (map) => {
  if (GM.locked) ["dragging", "touchZoom", "doubleClickZoom", "scrollWheelZoom", "boxZoom", "keyboard"].forEach((way) => map[way] && map[way].disable());
  else if (GM.framed) {
    /* The wheel scrolls the article until the reader has taken hold of the map. */
    map.scrollWheelZoom.disable();
    map.on("focus click", () => map.scrollWheelZoom.enable());
    map.on("mouseout blur", () => map.scrollWheelZoom.disable());
  }
};
