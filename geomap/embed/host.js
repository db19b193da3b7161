/* geomap in a host page: frames grow to the height their map asks for, and the host may set day and selection.

   Put this file after the frames, once: <script src="host.js" defer></script>. It needs no build step and touches nothing
   but frames with data-geomap-frame.

   In markup:   <p data-geomap-for="FRAME-ID" data-geomap-day="2014-06-10">...</p> sets that day when it scrolls into view;
                data-geomap-select="ID" opens the card of a state or place.
   In scripts:  geomapHost.setAsOf(frame, "2014-06-10"), .select(frame, id), .fit(frame);
                frame.addEventListener("geomap:ready" | "geomap:selected" | "geomap:resize", event => event.detail).

   Messages are believed only if they come from the window of such a frame, from the origin that frame must have ("null" for a
   sandboxed or srcdoc one), and have the form documented in docs/embedding/messages.md. Everything else is ignored. */
(function () {
  "use strict";
  if (window.geomapHost) return;
  var DAY = /^\d{4}-\d{2}-\d{2}$/;
  var waiting = new WeakMap();
  var ready = new WeakSet();
  var grown = new WeakMap();
  var late = new Map();

  function frames() {
    return Array.prototype.slice.call(document.querySelectorAll("iframe[data-geomap-frame]"));
  }

  function originOf(frame) {
    var sandbox = frame.getAttribute("sandbox");
    if (sandbox !== null && sandbox.split(/\s+/).indexOf("allow-same-origin") < 0) return "null";
    if (frame.hasAttribute("srcdoc")) return window.origin;
    try {
      var address = new URL(frame.src, document.baseURI);
      return address.protocol === "file:" ? "null" : address.origin;
    } catch (error) {
      return null;
    }
  }

  function send(frame, message) {
    /* A sandboxed frame has no origin to address; nothing secret is ever sent. */
    if (frame.contentWindow) frame.contentWindow.postMessage(message, "*");
    /* Said again when the map is there, unless it was before this file; hearing it twice does no harm. */
    if (!ready.has(frame)) waiting.set(frame, (waiting.get(frame) || []).concat(message));
  }

  /* While its lower edge is in sight a frame keeps its height, so that nothing jumps under the reader's eyes; it grows as soon as
     the edge has left the window. Until then the map scrolls inside its frame. */
  function inSight(frame) {
    var edge = frame.getBoundingClientRect().bottom;
    return edge > 0 && edge < window.innerHeight;
  }

  function resize(frame, wanted) {
    var most = parseInt(frame.getAttribute("data-geomap-max-height"), 10) || 1600;
    var height = Math.min(most, Math.ceil(wanted));
    var past = grown.get(frame) || { width: 0, times: 0 };
    var width = frame.clientWidth;
    late.delete(frame);
    if (Math.abs(width - past.width) > 1) past = { width: width, times: 0 };
    /* A page whose height follows its window would grow for ever: two steps a width, then it keeps what it has. */
    if (Math.abs(height - frame.clientHeight) < 2 || past.times >= 2) return;
    if (inSight(frame)) {
      late.set(frame, wanted);
      return;
    }
    grown.set(frame, { width: width, times: past.times + 1 });
    frame.style.aspectRatio = "auto";
    frame.style.height = height + "px";
    frame.dispatchEvent(new CustomEvent("geomap:resize", { bubbles: true, detail: { height: height } }));
  }

  var asked = false;
  window.addEventListener("scroll", function () {
    if (asked || !late.size) return;
    asked = true;
    window.requestAnimationFrame(function () {
      asked = false;
      Array.from(late).forEach(function (pair) { resize(pair[0], pair[1]); });
    });
  }, { passive: true });

  function detailOf(data) {
    if (data.type === "geomap:ready") return { asOf: typeof data.asOf === "string" && DAY.test(data.asOf) ? data.asOf : null };
    if (data.type === "geomap:resize") return typeof data.height === "number" && isFinite(data.height) && data.height > 0 ? { height: data.height } : null;
    if (data.type === "geomap:selected") {
      return typeof data.id === "string" ? { id: data.id, place: typeof data.place === "string" ? data.place : null } : null;
    }
    return null;
  }

  window.addEventListener("message", function (event) {
    var data = event.data;
    if (!data || typeof data !== "object" || typeof data.type !== "string" || data.type.indexOf("geomap:") !== 0) return;
    var frame = frames().filter(function (one) { return one.contentWindow === event.source; })[0];
    if (!frame || event.origin !== originOf(frame)) return;
    var detail = detailOf(data);
    if (!detail) return;
    if (data.type === "geomap:ready") {
      ready.add(frame);
      (waiting.get(frame) || []).forEach(function (message) { send(frame, message); });
      waiting.delete(frame);
    }
    if (data.type === "geomap:resize") resize(frame, detail.height);
    else frame.dispatchEvent(new CustomEvent(data.type, { bubbles: true, detail: detail }));
  });

  var host = {
    setAsOf: function (frame, day) {
      if (!DAY.test(day)) throw new RangeError("setAsOf: expected a day as YYYY-MM-DD, found " + day);
      send(frame, { type: "geomap:set-as-of", date: day });
    },
    select: function (frame, id) { send(frame, { type: "geomap:select", id: String(id) }); },
    fit: function (frame) { send(frame, { type: "geomap:fit" }); }
  };
  window.geomapHost = host;

  function step(element) {
    var frame = document.getElementById(element.getAttribute("data-geomap-for"));
    if (!frame || !frame.hasAttribute("data-geomap-frame")) return;
    var day = element.getAttribute("data-geomap-day");
    if (day && DAY.test(day)) host.setAsOf(frame, day);
    if (element.hasAttribute("data-geomap-select")) host.select(frame, element.getAttribute("data-geomap-select"));
  }

  function watch() {
    var steps = document.querySelectorAll("[data-geomap-for]");
    if (!steps.length || !("IntersectionObserver" in window)) return;
    /* A step counts when it crosses the middle of the window. */
    var observer = new IntersectionObserver(function (entries) {
      entries.forEach(function (entry) { if (entry.isIntersecting) step(entry.target); });
    }, { rootMargin: "-49% 0px -49% 0px" });
    Array.prototype.forEach.call(steps, function (element) { observer.observe(element); });
  }
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", watch);
  else watch();
}());
