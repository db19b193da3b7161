/* The data island back into objects; the format is written by geomap.model.compact and described in docs/page.md. */
"use strict";
GM.decode = (payload) => {
  const NOUNS = ["places", "actors", "claims", "states", "crossings", "crossing_states", "attacks", "areas", "outlines", "labels", "documents"];
  const strings = payload.strings;

  const text = (index) => (index === null ? null : strings[index]);
  const cells = {
    s: text,
    d: (day) => day,
    n: (number) => number,
    p: (pair) => (pair === null ? null : { lon: pair[0] / 1e5, lat: pair[1] / 1e5 }),
    "s*": (list) => (list === null ? [] : list.map(text)),
  };

  function rows(table, steps) {
    const out = Array.from({ length: table.n }, () => ({}));
    for (const key of Object.keys(table)) {
      const cut = key.lastIndexOf(":");
      if (cut < 0) continue;
      const path = key.slice(0, cut).split(".");
      const code = key.slice(cut + 1);
      const column = table[key];
      if (code === "t*") {
        const inner = rows(column, steps);
        let next = 0;
        out.forEach((row, index) => put(row, path, inner.slice(next, (next += column.len[index] || 0))));
      } else if (code === "?") {
        out.forEach((row, index) => put(row, path, (Array.isArray(column) ? column[index] : column) ? {} : null));
      } else {
        const read = code === "g" ? (value) => shape(value, steps) : cells[code] || ((value) => value);
        if (Array.isArray(column)) out.forEach((row, index) => put(row, path, read(column[index])));
        else {
          const value = read(column);
          out.forEach((row) => put(row, path, value));
        }
      }
    }
    return out;
  }

  function put(row, path, value) {
    let at = row;
    for (let index = 0; index < path.length - 1; index += 1) {
      const name = path[index];
      if (at[name] === null) return;
      if (at[name] === undefined) at[name] = {};
      at = at[name];
    }
    at[path[path.length - 1]] = value;
  }

  /* Latitude first: this is for Leaflet. */
  function line(deltas, steps) {
    let x = 0;
    let y = 0;
    const out = [];
    for (let index = 0; index < deltas.length; index += 2) {
      x += deltas[index];
      y += deltas[index + 1];
      out.push([y / steps, x / steps]);
    }
    return out;
  }

  function shape(code, steps) {
    if (code === null) return null;
    const areal = code[0] === "A" || code[0] === "MA";
    return {
      areal,
      parts: areal ? code[1].map((rings) => rings.map((ring) => line(ring, steps))) : code[1].map((part) => line(part, steps)),
    };
  }

  const spec = {};
  for (const key of Object.keys(payload)) {
    if (key === "strings" || key === "page") continue;
    spec[key] = NOUNS.includes(key) ? rows(payload[key], key === "areas" ? 1e4 : 1e3) : payload[key];
  }
  spec.as_of = GM.day.parse(spec.as_of);
  spec.dates = spec.dates.map(GM.day.parse);
  spec.known_dates = spec.known_dates.map(GM.day.parse);
  spec.story = spec.story.map(([title, words, day, place]) => ({ title, words, day: GM.day.parse(day), place }));
  spec.words = Object.fromEntries(spec.words);
  spec.ranks = new Map(spec.ranks);
  spec.units = new Map(spec.units);
  spec.camps = new Map(spec.camps);
  return spec;
};

/* Days are whole numbers counted from 1970-01-01. */
GM.day = {
  parse: (iso) => {
    if (!/^\d{4}-\d{2}-\d{2}$/.test(iso)) return null;
    const ms = Date.parse(`${iso}T00:00:00Z`);
    return Number.isNaN(ms) ? null : Math.round(ms / 864e5);
  },
  iso: (day) => new Date(day * 864e5).toISOString().slice(0, 10),
};
