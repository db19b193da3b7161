/* The slider over true time, with a tick for every day something changes. */
"use strict";
GM.timeline = (view, words, parts, onDay) => {
  const { svg } = GM;
  const spec = view.spec;
  const steps = [...new Set(spec.dates.concat(spec.as_of))].sort((a, b) => a - b);
  const [first, last] = [steps[0], steps[steps.length - 1]];
  const { range, prev, next, play, label, ticks, ends } = parts;
  let timer = 0;

  range.min = first;
  range.max = last;
  range.step = 1;
  range.disabled = first === last;
  ends[0].textContent = words.day(first);
  ends[1].textContent = words.day(last);

  /* How much happens on each day of the slider. */
  const weight = new Uint32Array(last - first + 1);
  const note = (day) => { if (day >= first && day <= last) weight[day - first] += 1; };
  for (const state of spec.states) {
    if (state.valid_from !== null) note(state.valid_from);
    if (state.valid_to !== null) note(state.valid_to);
  }
  spec.attacks.forEach((event) => note(event.day));
  const most = weight.reduce((high, count) => Math.max(high, count), 1);
  const mirrored = document.documentElement.dir === "rtl";
  /* One path for all: hundreds of days are hundreds of ticks. */
  const along = (day) => {
    const share = last === first ? 500 : ((day - first) / (last - first)) * 1000;
    return (mirrored ? 1000 - share : share).toFixed(1);
  };
  const tick = (day) => `M${along(day)},18v${(-(weight[day - first] ? 5 + 13 * Math.sqrt(weight[day - first] / most) : 4)).toFixed(1)}`;
  const now = svg("path", { class: "gm-now", "vector-effect": "non-scaling-stroke" });
  ticks.setAttribute("viewBox", "0 0 1000 18");
  ticks.setAttribute("preserveAspectRatio", "none");
  ticks.append(svg("path", { d: steps.map(tick).join(""), "vector-effect": "non-scaling-stroke" }), now);

  function show(day) {
    range.value = day;
    range.setAttribute("aria-valuetext", words.day(day));
    label.textContent = words.day(day);
    label.setAttribute("datetime", GM.day.iso(day));
    prev.disabled = !steps.some((step) => step < day);
    next.disabled = !steps.some((step) => step > day);
    now.setAttribute("d", tick(day));
  }

  const before = (day) => {
    const at = steps.findIndex((step) => step >= day);
    return at < 0 ? last : steps[at - 1];
  };
  const after = (day) => steps.find((step) => step > day);
  const clamp = (day) => Math.min(last, Math.max(first, day));

  function stop() {
    window.clearInterval(timer);
    timer = 0;
    play.setAttribute("aria-pressed", "false");
    play.textContent = words.t("time.play");
  }

  function start() {
    if (Number(range.value) >= last) onDay(first);
    play.setAttribute("aria-pressed", "true");
    play.textContent = words.t("time.pause");
    timer = window.setInterval(() => {
      const day = after(Number(range.value));
      if (day === undefined) stop();
      else onDay(day);
    }, 1400);
  }

  range.addEventListener("input", () => { stop(); onDay(Number(range.value)); });
  prev.addEventListener("click", () => { stop(); const day = before(Number(range.value)); if (day !== undefined) onDay(day); });
  next.addEventListener("click", () => { stop(); const day = after(Number(range.value)); if (day !== undefined) onDay(day); });
  play.addEventListener("click", () => (timer ? stop() : start()));
  return { show, before, clamp, stop };
};
