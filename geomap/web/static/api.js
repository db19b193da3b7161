/* window.geomap and the messages of a host page; documented in docs/page.md. */
"use strict";
GM.api = (app) => {
  const iso = (value) => (typeof value === "string" ? GM.day.parse(value) : null);
  const api = window.geomap;
  Object.defineProperty(api, "asOf", { get: () => GM.day.iso(app.day()), configurable: true });
  Object.defineProperty(api, "knownBy", { get: () => (app.known() === null ? null : GM.day.iso(app.known())), configurable: true });
  api.setAsOf = (value) => {
    const day = iso(value);
    if (day === null) throw new RangeError(`setAsOf: expected a day as YYYY-MM-DD, found ${value}`);
    app.setDay(day);
  };
  api.setKnownBy = (value) => {
    const day = value === null ? null : iso(value);
    if (value !== null && day === null) throw new RangeError(`setKnownBy: expected a day as YYYY-MM-DD or null, found ${value}`);
    app.setKnown(day);
  };
  api.visible = () => app.visible();
  api.select = (id) => app.select(id);
  api.table = () => app.table();
  api.fit = () => app.fit();

  const host = window.parent !== window ? window.parent : null;
  const tell = (message) => host && host.postMessage(message, "*");
  window.addEventListener("message", (event) => {
    if (!host || event.source !== host) return;
    const data = event.data;
    if (!data || typeof data !== "object" || typeof data.type !== "string") return;
    if (data.type === "geomap:set-as-of" && iso(data.date) !== null) app.setDay(iso(data.date));
    else if (data.type === "geomap:select" && typeof data.id === "string") app.select(data.id);
    else if (data.type === "geomap:fit") app.fit();
  });
  if (host && "ResizeObserver" in window) {
    let last = 0;
    new ResizeObserver(() => {
      const height = Math.ceil(document.documentElement.scrollHeight);
      if (height !== last) tell({ type: "geomap:resize", height: (last = height) });
    }).observe(document.body);
  }
  return { tell };
};
