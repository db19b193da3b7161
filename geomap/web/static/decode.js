/* The data island back into objects; the format is written by geomap.model.compact and described in docs/page.md. */
"use strict";
GM.decode = (payload) => {
  const NOUNS = ["places", "actors", "claims", "states", "crossings", "crossing_states", "attacks", "areas", "fronts", "outlines", "labels", "documents", "tellings"];
  const strings = payload.strings;

  const text = (index) => (index === null ? null : strings[index]);
  const cells = {
    s: text,
    d: (day) => day,
    n: (number) => number,
    p: (pair) => (pair === null ? null : { lon: pair[0] / 1e5, lat: pair[1] / 1e5 }),
    "s*": (list) => (list === null ? [] : list.map(text)),
  };

  const iso = (day) => (day === null || day === undefined ? null : GM.day.iso(day));
  const KEY = /^([^:]+):([^->@=~]+)(=?)(?:([->@])([^~]+))?(~?)$/;

  /* One value for all rows, or a list in which [value, times] stands for that many. */
  function spread(written, count) {
    if (!Array.isArray(written)) return new Array(count).fill(written);
    if (!written.some(Array.isArray)) return written;
    const out = [];
    for (const part of written) {
      if (Array.isArray(part)) for (let times = part[1]; times > 0; times -= 1) out.push(part[0]);
      else out.push(part);
    }
    return out;
  }

  /* Columns whose cells are lists themselves. */
  const CELLS = new Set(["g", "j", "n*"]);

  /* Whole numbers as geomap.model.packing shortened them. */
  function unpacker(table) {
    const keys = new Map(Object.keys(table).filter((key) => key.includes(":")).map((key) => [key.slice(0, key.indexOf(":")), KEY.exec(key)]));
    const found = new Map();
    const column = (name) => {
      if (!found.has(name)) {
        const [key, , , , how, base, steps] = keys.get(name);
        let values = CELLS.has(keys.get(name)[2]) ? table[key] : spread(table[key], table.n);
        if (steps) {
          let sum = 0;
          values = values.map((step) => (sum += step));
        }
        if (how === "@") {
          const seen = new Map();
          let next = 0;
          const written = values;
          values = column(base).map((first) => {
            if (!seen.has(first)) seen.set(first, written[next++]);
            return seen.get(first);
          });
        } else if (how) {
          const first = column(base);
          const owner = how === ">" ? column("place_id") : null;
          values = values.map((value, index) => {
            if (owner && value === 0) return owner[index + 1] === owner[index] ? first[index + 1] : null;
            return value === null ? null : value + first[index];
          });
        }
        found.set(name, values);
      }
      return found.get(name);
    };
    return { keys, column };
  }

  /* Lists of one length stand in one row: {each, of}. */
  function lists(written, read) {
    if (Array.isArray(written)) return written.map(read);
    const { each, of } = written;
    const out = new Array(of.length / each);
    for (let row = 0, at = 0; row < out.length; row += 1, at += each) out[row] = read(each === 1 ? [of[at]] : each === 2 ? [of[at], of[at + 1]] : of.slice(at, at + each));
    return out;
  }

  function rows(table, size) {
    const out = Array.from({ length: table.n }, () => ({}));
    const { keys, column } = unpacker(table);
    const derived = [];
    for (const [name, [key, , code, follows]] of [...keys].sort((a, b) => (a[1][2] === "?" ? 0 : 1) - (b[1][2] === "?" ? 0 : 1))) {
      const path = name.split(".");
      if (code === "t*") {
        const inner = rows(table[key], size);
        let next = 0;
        out.forEach((row, index) => put(row, path, inner.slice(next, (next += table[key].len[index] || 0))));
        continue;
      }
      const read = code === "?" ? (there) => (there ? {} : null) : code === "g" ? (value) => shape(value, size) : cells[code] || ((value) => value);
      const made = code === "s*" || code === "p";
      const values = made ? lists(table[key], read) : column(name);
      if (path.length === 1) for (let index = 0; index < values.length; index += 1) out[index][name] = made ? values[index] : read(values[index]);
      else for (let index = 0; index < values.length; index += 1) put(out[index], path, made ? values[index] : read(values[index]));
      if (follows) derived.push(path);
    }
    /* A date's EDTF text that only repeats its day stays null; ids are wanted. */
    for (const path of derived) {
      if (path[0] === "id") for (const row of out) if (row.id === null) row.id = `${row.place_id}@${iso(row.valid_from)}`;
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

  /* The different texts of a column. */
  function distinct(table, name) {
    const { keys, column } = unpacker(table);
    return keys.has(name) ? [...new Set(column(name))].map(text) : [];
  }

  /* Claim to the side it names, in degrees clockwise from north. */
  function bearings(table) {
    const { keys, column } = unpacker(table);
    const found = new Map();
    if (keys.has("place.bearing_deg")) column("place.bearing_deg").forEach((degrees, row) => { if (degrees !== null) found.set(text(column("id")[row]), degrees); });
    return found;
  }

  const spec = { claimTypes: distinct(payload.claims, "type"), voices: distinct(payload.tellings, "voice"), bearings: bearings(payload.claims) };
  /* By far the longest tables: their rows are made when somebody asks for one. */
  const LATER = ["claims", "tellings"];
  const made = {};
  for (const name of LATER) Object.defineProperty(spec, name, { get: () => made[name] || (made[name] = rows(payload[name], 1e3)) });
  for (const key of Object.keys(payload)) {
    if (key === "strings" || key === "page" || LATER.includes(key)) continue;
    spec[key] = NOUNS.includes(key) ? rows(payload[key], key === "areas" || key === "fronts" ? 1e4 : 1e3) : payload[key];
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
  iso: (day) => {
    let text = GM.day.written.get(day);
    if (text === undefined) GM.day.written.set(day, (text = new Date(day * 864e5).toISOString().slice(0, 10)));
    return text;
  },
  written: new Map(),
};
