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
  ends[0].textContent = words.short(first);
  ends[1].textContent = words.short(last);

  const weight = new Map();
  const note = (day) => day !== null && day !== undefined && weight.set(day, (weight.get(day) || 0) + 1);
  spec.states.forEach((state) => { note(state.valid_from); note(state.valid_to); });
  spec.attacks.forEach((event) => note(event.day));
  const most = Math.max(1, ...weight.values());
  const mirrored = document.documentElement.dir === "rtl";
  for (const day of steps) {
    const along = last === first ? 50 : ((day - first) / (last - first)) * 100;
    const x = mirrored ? 100 - along : along;
    const height = weight.has(day) ? 5 + 13 * Math.sqrt(weight.get(day) / most) : 4;
    ticks.append(svg("rect", { x: `${x}%`, y: (18 - height).toFixed(1), width: 2, height: height.toFixed(1), "data-day": GM.day.iso(day) }));
  }

  function show(day) {
    range.value = day;
    range.setAttribute("aria-valuetext", words.day(day));
    label.textContent = words.day(day);
    label.setAttribute("datetime", GM.day.iso(day));
    prev.disabled = !steps.some((step) => step < day);
    next.disabled = !steps.some((step) => step > day);
    ticks.querySelectorAll("rect").forEach((rect) => rect.classList.toggle("gm-now", rect.dataset.day === GM.day.iso(day)));
  }

  const before = (day) => [...steps].reverse().find((step) => step < day);
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
