/* What is true on a day, as known by a day, according to someone: the one place where marks are chosen. */
"use strict";
GM.view = (spec) => {
  const places = new Map(spec.places.map((place) => [place.id, place]));
  let byId = null;
  const told = () => byId || (byId = new Map(spec.claims.map((claim) => [claim.id, claim])));
  const claims = { get: (id) => told().get(id), has: (id) => told().has(id) };
  const actors = new Map(spec.actors.map((actor) => [actor.key, actor]));
  const documents = new Map(spec.documents.map((card) => [card.id, card]));
  const crossings = new Map(spec.crossings.map((crossing) => [crossing.place_id, crossing]));
  const outlines = new Map(spec.outlines.map((outline) => [outline.id, outline]));
  const SITES = new Set(["airbase", "airport", "base", "dam", "refinery", "oilfield", "facility"]);
  const AREAS = new Set(["country", "admin1", "admin2", "river", "lake", "region", "continent"]);
  /* A word about a whole country never colours it. */
  const SHADED = new Set(["admin1", "admin2", "region"]);
  const HOLDING = new Set(["held", "besieged", "pressured"]);
  const missing = (day) => day === null || day === undefined;

  const nameOf = (place) => {
    const own = (place.names || []).filter((name) => name.lang === spec.lang && name.kind !== "demonym");
    const main = own.find((name) => name.kind === "main") || own[0];
    return main ? main.text : place.name;
  };

  const nameOfOutline = (outline) => (spec.lang.startsWith("ar") && outline.name_ar ? outline.name_ar : outline.name);

  const valid = (thing, day, knownBy) =>
    (missing(thing.valid_from) || thing.valid_from <= day) &&
    (missing(thing.valid_to) || day < thing.valid_to) &&
    (missing(knownBy)
      ? missing(thing.known_to)
      : (missing(thing.known_from) || thing.known_from <= knownBy) && (missing(thing.known_to) || knownBy < thing.known_to));

  const proof = (state) => (state.support || []).concat(state.contradict || [], state.other || []).map((id) => claims.get(id)).filter(Boolean);

  const NONE = [];
  const saidBy = (claim, by) => by === `source:${claim.source}` || by === `camp:${(claim.attribution && claim.attribution.camp) || "independent"}`;
  const LIVE = new Set(["claimed_by_party", "reported", "asserted"]);
  const keyOf = (ref) => ref.actor_id || `name:${ref.name}`;
  const advances = !spec.claimTypes.includes("advance") ? [] : spec.claims.filter((claim) => claim.type === "advance" && claim.actor && LIVE.has(claim.modality) && claim.dating && !missing(claim.dating.likely));

  /* Where an advance comes from: the bearing the text gives, else the nearest place its actor holds that day; else no arrow. */
  function origin(claim, place, key, marks) {
    const here = place.lonlat;
    const squeeze = Math.cos((here.lat * Math.PI) / 180);
    const bearing = claim.place.bearing_deg;
    if (!missing(bearing)) {
      const km = claim.place.distance_km || 25;
      const turn = (bearing * Math.PI) / 180;
      return { lat: here.lat + (km / 111) * Math.cos(turn), lon: here.lon + ((km / 111) * Math.sin(turn)) / squeeze };
    }
    let best = null;
    for (const mark of marks) {
      if (mark.kind !== "state" || mark.areal || mark.place.id === place.id || !HOLDING.has(mark.status) || mark.holders[0] !== key) continue;
      const far = Math.hypot((mark.place.lonlat.lon - here.lon) * squeeze, mark.place.lonlat.lat - here.lat) * 111;
      if (far < 200 && (!best || far < best.far)) best = { far, lat: mark.place.lonlat.lat, lon: mark.place.lonlat.lon };
    }
    return best;
  }

  /* Its claims are looked up when asked for: a map of thousands is drawn without them. */
  class StateMark {
    constructor(source, place, aged, unit) {
      this.source = this.state = source;
      this.id = source.id;
      this.kind = "state";
      this.place = place;
      this.status = source.status;
      this.holders = source.holders || NONE;
      this.rank = spec.ranks.get(place.id) || 3;
      this.aged = aged;
      this.site = SITES.has(place.kind);
      this.areal = AREAS.has(place.kind);
      this.unit = unit;
    }

    get claims() {
      if (!this.found) this.found = proof(this.source);
      return this.found;
    }
  }

  /* From which side a place is closed in or pressed, where a claim names one. */
  const PRESSING = new Set(["siege", "attack", "advance", "contested"]);
  function side(mark) {
    if (!spec.bearings.size || (mark.status !== "besieged" && mark.status !== "pressured")) return null;
    const claim = mark.claims.find((one) => spec.bearings.has(one.id) && PRESSING.has(one.type));
    return claim ? spec.bearings.get(claim.id) : null;
  }

  /* What one voice says by itself, place by place in order of days; made from its tellings when it is first asked. */
  const heard = new Map();
  function voice(by) {
    if (heard.has(by)) return heard.get(by);
    const words = new Map();
    for (const telling of spec.tellings) {
      if (telling.voice !== by) continue;
      const claim = spec.claims[telling.claim];
      const day = missing(claim.dating.likely) ? claim.known.likely : claim.dating.likely;
      const from = telling.starts === null ? null : day + (telling.starts || 0);
      const own = claim.actor && !telling.nobody ? [keyOf(claim.actor)] : NONE;
      const place = claim.place.place_id;
      const state = {
        id: `${by}:${claim.id}@${telling.starts || 0}`, place_id: place, status: telling.status, holders: (telling.holders || NONE).length ? telling.holders : own, opponents: telling.opponents || NONE,
        valid_from: from, valid_to: telling.lasts ? (from === null ? day : from) + telling.lasts : null, known: claim.known ? claim.known.likely : null,
        support: [claim.id], told: by, extent: claim.extent, share_percent: claim.share_percent, sides: (telling.sides || NONE).length ? telling.sides : null, last_supported: claim.dating.likely,
      };
      (words.get(place) || words.set(place, []).get(place)).push(state);
    }
    for (const states of words.values()) {
      states.sort((a, b) => (missing(a.valid_from) ? -Infinity : a.valid_from) - (missing(b.valid_from) ? -Infinity : b.valid_from));
    }
    heard.set(by, words);
    return words;
  }

  /* Everything else a voice says of a place. */
  const further = (state) => spec.claims.filter((claim) => claim.place.place_id === state.place_id && saidBy(claim, state.told) && !state.support.includes(claim.id)).map((claim) => claim.id);

  /* The last word of the voice on a place that was said by then, unless it says itself that it is over. */
  function lastWord(states, day, knownBy) {
    let last = null;
    for (const state of states) if ((missing(state.valid_from) || state.valid_from <= day) && (missing(knownBy) || missing(state.known) || state.known <= knownBy)) last = state;
    return last && (missing(last.valid_to) || day < last.valid_to) ? last : null;
  }

  function at({ day, knownBy, by, method }) {
    const told = by ? [...voice(by).values()].map((states) => lastWord(states, day, knownBy)).filter(Boolean) : null;
    const passages = told ? told.filter((state) => state.sides) : spec.crossing_states.filter((state) => valid(state, day, knownBy));
    const crossed = new Set(passages.map((state) => state.place_id));
    const hidden = new Map();
    const marks = [];
    for (const state of told || spec.states) {
      if (state.status === "no_data" || (!told && !valid(state, day, knownBy))) continue;
      const place = places.get(state.place_id);
      const days = missing(state.last_supported) ? 0 : day - state.last_supported;
      const unit = method !== "stated" && SHADED.has(place.kind) && spec.units.has(place.id) ? outlines.get(spec.units.get(place.id)) : null;
      const mark = new StateMark(state, place, days > spec.aged_after_days, unit);
      if (state.status === "besieged" || state.status === "pressured") mark.from = side(mark);
      if (crossed.has(place.id)) hidden.set(place.id, mark);
      else marks.push(mark);
    }
    for (const passage of passages) {
      const place = places.get(passage.place_id);
      const own = told ? { state: { ...passage, holders: passage.sides[0].holders || NONE }, claims: NONE } : hidden.get(place.id);
      const sides = passage.sides;
      marks.push({
        id: passage.id, kind: "crossing", place, passage, status: sides[0].control, holders: [...new Set(sides.flatMap((side) => side.holders || []))],
        state: own ? own.state : null, rank: 2, crossing: crossings.get(place.id),
        claims: [...new Map((passage.support || []).map((id) => [id, claims.get(id)]).concat(own ? own.claims.map((claim) => [claim.id, claim]) : [])).values()].filter(Boolean),
      });
    }
    for (const event of spec.attacks) {
      const claim = claims.get(event.claim_id);
      const last = claim.dating && !missing(claim.dating.latest) ? Math.max(claim.dating.latest, event.day) : event.day;
      const first = claim.dating && !missing(claim.dating.earliest) ? Math.min(claim.dating.earliest, event.day) : event.day;
      if (day < first || day > last + spec.attack_days) continue;
      if (!missing(knownBy) && claim.known && !missing(claim.known.likely) && claim.known.likely > knownBy) continue;
      if (by && !saidBy(claim, by)) continue;
      const place = places.get(event.place_id);
      marks.push({ id: event.id, kind: "claim", place, event, status: "attack", holders: event.actor ? [event.actor] : [], claims: [claim], rank: 3, age: Math.max(0, day - last) });
    }
    for (const claim of advances) {
      const { earliest, latest, likely } = claim.dating;
      if (day < Math.min(earliest, likely) || day > Math.max(latest, likely) + spec.attack_days) continue;
      if (!missing(knownBy) && claim.known && !missing(claim.known.likely) && claim.known.likely > knownBy) continue;
      if (by && !saidBy(claim, by)) continue;
      const key = keyOf(claim.actor);
      const place = places.get(claim.place.place_id);
      const from = origin(claim, place, key, marks);
      if (from) marks.push({ id: `advance:${claim.id}`, kind: "claim", place, from, status: "advance", holders: [key], claims: [claim], rank: 3 });
    }
    const shapes = by ? [] : spec.areas.filter((area) => area.method === method && valid(area, day, null)).map((area) => ({
      id: area.id, kind: "area", area, status: area.status, holders: area.actor ? [area.actor] : [], place: null, rank: 9,
      claims: (area.claim_ids || []).map((id) => claims.get(id)).filter(Boolean),
    })).concat(spec.fronts.filter((front) => front.method === method && valid(front, day, null)).map((front) => ({
      id: front.id, kind: "front", front, status: "contested", holders: front.actors || [], place: null, rank: 9, claims: [],
    })));
    return shapes.concat(marks);
  }

  /* The states of one place lie side by side; asked for one by one, they are found from any of them. */
  let rows = null;
  function statesOf(placeId) {
    if (!rows) {
      rows = new Map();
      for (let index = spec.states.length - 1; index >= 0; index -= 1) rows.set(spec.states[index].place_id, index);
    }
    const found = [];
    for (let index = rows.has(placeId) ? rows.get(placeId) : Infinity; index < spec.states.length && spec.states[index].place_id === placeId; index += 1) found.push(spec.states[index]);
    return found;
  }
  const sideLook = (passage) => passage.sides.map((side) => `${(side.holders || []).join()}|${side.passage}|${side.control}`).join();
  const stateLook = (state) => `${state.status}|${(state.holders || []).join()}|${(state.opponents || []).join()}`;

  /* Whether a state or crossing looked otherwise on an earlier day. */
  function changed(mark, { before, knownBy, by }) {
    if (mark.kind !== "state" && mark.kind !== "crossing") return false;
    if (by) {
      const earlier = lastWord(voice(by).get(mark.place.id), before, knownBy);
      return !earlier || (mark.kind === "state" ? stateLook(earlier) !== stateLook(mark.state) : !earlier.sides || sideLook(earlier) !== sideLook(mark.passage));
    }
    if (mark.kind === "state") {
      const from = mark.source.valid_from;
      if (from !== null && from !== undefined && from <= before && missing(knownBy)) return false;
      const earlier = statesOf(mark.place.id).find((state) => state.status !== "no_data" && valid(state, before, knownBy));
      return !earlier || stateLook(earlier) !== stateLook(mark.state);
    }
    const earlier = spec.crossing_states.find((state) => state.place_id === mark.place.id && valid(state, before, knownBy));
    return !earlier || sideLook(earlier) !== sideLook(mark.passage);
  }

  /* The same counting as geomap.layers.headline: towns and sites, and who alone holds how many of them. */
  function tallied(marks) {
    const seen = new Map();
    for (const mark of marks) {
      const state = mark.kind === "state" || mark.kind === "crossing" ? mark.state : null;
      if (state && !AREAS.has(mark.place.kind)) seen.set(state.id, { state, place: mark.place });
    }
    const counted = [...seen.values()];
    const holds = new Map();
    for (const { state } of counted) if (HOLDING.has(state.status) && (state.holders || []).length) holds.set(state.holders[0], (holds.get(state.holders[0]) || 0) + 1);
    return { counted, holds };
  }

  function headline(marks, day, words) {
    const { counted, holds } = tallied(marks);
    const tally = { contested: 0, shared: 0, claimed: 0, unclear: 0, inferred: 0 };
    const flag = { contested: "contested", shared: "shared", claimed_only: "claimed", unknown: "unclear", presence_only: "unclear" };
    for (const { state } of counted) {
      if (flag[state.status]) tally[flag[state.status]] += 1;
      if (state.inferred) tally.inferred += 1;
    }
    const order = spec.actors.map((actor) => actor.key).filter((key) => holds.has(key));
    const most = Math.max(0, ...holds.values());
    const leaders = order.filter((key) => holds.get(key) === most);
    const name = (key) => actors.get(key).name;
    const capped = (items) => (items.length <= 4 ? items : [...items.slice(0, 3), words.t("headline.others", { n: words.n(items.length - 3) })]);
    let title = words.t("headline.nothing");
    if (counted.length && !order.length) title = words.t("headline.none");
    else if (counted.length === 1) title = words.t("headline.only", { actor: name(leaders[0]), place: nameOf(counted[0].place) });
    else if (counted.length) {
      const numbers = { n: words.n(most), total: words.n(counted.length) };
      title = leaders.length === 1
        ? words.t("headline.lead", { actor: name(leaders[0]), ...numbers })
        : words.t("headline.tie", { actors: words.listed(capped(leaders.map(name))), ...numbers });
    }
    const others = order.filter((key) => holds.get(key) < most).sort((a, b) => holds.get(b) - holds.get(a));
    const parts = spec.where.length ? [words.listed(spec.where), words.day(day)] : [words.day(day)];
    if (others.length) parts.push(capped(others.map((key) => words.t("headline.other", { actor: name(key), n: words.n(holds.get(key)) }))).join(words.t("list.separator")));
    const told = ["contested", "shared", "claimed", "unclear", "inferred"].filter((key) => tally[key]).map((key) => words.count(`count.${key}`, tally[key]));
    if (told.length) parts.push(told.join(words.t("list.separator")));
    return { title, subtitle: parts.join(words.t("part.separator")) };
  }

  const nameOfActor = (key) => (actors.has(key) ? actors.get(key).name : key.replace(/^name:/, ""));
  return { spec, further, places, claims, actors, documents, crossings, nameOfOutline, nameOf, nameOfActor, at, changed, headline, tallied, history: (placeId) => statesOf(placeId).filter((state) => state.status !== "no_data" && missing(state.known_to)), SITES, AREAS };
};
