/* Date, view and selection in the page's address, so that a link shows what the sender saw. */
"use strict";
GM.share = {
  read() {
    const found = GM.asked();
    const at = (found.get("at") || "").split(",").map(Number);
    return {
      day: GM.day.parse(found.get("day") || ""),
      known: GM.day.parse(found.get("known") || ""),
      by: found.get("by") || "",
      select: found.get("select") || "",
      at: at.length === 3 && at.every(Number.isFinite) && Math.abs(at[0]) <= 90 && Math.abs(at[1]) <= 180 && at[2] >= 0 && at[2] <= 20 ? at : null,
    };
  },
  write({ day, known, by, select, at }) {
    const out = new URLSearchParams();
    out.set("day", GM.day.iso(day));
    if (known !== null) out.set("known", GM.day.iso(known));
    if (by) out.set("by", by);
    if (select) out.set("select", select);
    if (at) out.set("at", at);
    try {
      window.history.replaceState(null, "", `#${out}`);
    } catch {
      /* a frame without an address of its own */
    }
    return `${window.location.href.split("#")[0]}#${out}`;
  },
};
