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

  const reach = (row, path) => path.reduce((at, name) => (at === null || at === undefined ? at : at[name]), row);
  const iso = (day) => (day === null || day === undefined ? null : GM.day.iso(day));

  /* `name:code`, with `-other` where it counts from another column, `=` where null follows from others, `~` for differences. */
  function parse(key) {
    const cut = key.lastIndexOf(":");
    const [, code, base, derived, steps] = /^([^-=~]+)(?:-([^~=]+))?(=?)(~?)$/.exec(key.slice(cut + 1));
    return { name: key.slice(0, cut), path: key.slice(0, cut).split("."), code, base, derived: Boolean(derived), steps: Boolean(steps) };
  }

  function rows(table, size) {
    const out = Array.from({ length: table.n }, () => ({}));
    const later = [];
    for (const key of Object.keys(table)) {
      if (!key.includes(":")) continue;
      const column = parse(key);
      const { path, code } = column;
      let values = table[key];
      if (code === "t*") {
        const inner = rows(values, size);
        let next = 0;
        out.forEach((row, index) => put(row, path, inner.slice(next, (next += values.len[index] || 0))));
        continue;
      }
      if (column.steps) {
        let sum = 0;
        values = values.map((step) => (sum += step));
      }
      const at = Array.isArray(values) ? (index) => values[index] : () => values;
      if (column.base) later.push({ ...column, at });
      else if (code === "?") out.forEach((row, index) => put(row, path, at(index) ? {} : null));
      else {
        const read = code === "g" ? (value) => shape(value, size) : cells[code] || ((value) => value);
        out.forEach((row, index) => put(row, path, read(at(index))));
        if (column.derived) later.push({ ...column, at: null });
      }
    }
    /* What counts from another column waits for it; texts that follow from others come last. */
    const known = new Set(later.map((column) => column.name));
    while (later.length) {
      const next = later.findIndex((column) => (column.base ? !known.has(column.base) : !later.some((other) => other.base)));
      const [column] = later.splice(next, 1);
      known.delete(column.name);
      if (column.base) {
        const base = column.base.split(".");
        out.forEach((row, index) => {
          const value = column.at(index);
          put(row, column.path, value === null ? null : reach(row, base) + value);
        });
      } else {
        const likely = [...column.path.slice(0, -1), "likely"];
        out.forEach((row) => {
          if (reach(row, column.path) !== null) return;
          put(row, column.path, column.name === "id" ? `${row.place_id}@${iso(row.valid_from)}` : iso(reach(row, likely)));
        });
      }
    }
    return out;
  }

  function put(row, path, value) {
    if (path.length === 1) {
      row[path[0]] = value;
      return;
    }
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
