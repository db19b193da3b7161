/* Hundreds of marks in one view: those close together become a ring with one slice per holder, so that no two are counted as one. */
"use strict";
GM.cluster = (marks, map, { most = 420, cell = 54 } = {}) => {
  const inView = map.getBounds().pad(0.15);
  const [west, south, east, north] = [inView.getWest(), inView.getSouth(), inView.getEast(), inView.getNorth()];
  const near = marks.filter(({ at }) => at.lng >= west && at.lng <= east && at.lat >= south && at.lat <= north);
  if (near.length <= most) return { single: near, groups: [] };
  const zoom = map.getZoom();
  const size = 2 ** zoom;
  const cells = new Map();
  for (const mark of near) {
    /* Projected once, for zoom 0: every other zoom is a multiple of it. */
    if (!mark.at.world) mark.at.world = map.project(mark.at, 0);
    const point = { x: mark.at.world.x * size, y: mark.at.world.y * size };
    const key = Math.floor(point.x / cell) * 65536 + Math.floor(point.y / cell);
    const members = cells.get(key);
    if (members) members.push({ mark, point });
    else cells.set(key, [{ mark, point }]);
  }
  const single = [];
  const groups = [];
  for (const [key, members] of cells) {
    if (members.length === 1) single.push(members[0].mark);
    else {
      const middle = L.point(members.reduce((sum, { point }) => sum + point.x, 0) / members.length, members.reduce((sum, { point }) => sum + point.y, 0) / members.length);
      groups.push({ key, at: map.unproject(middle, zoom), marks: members.map(({ mark }) => mark), bounds: L.latLngBounds(members.map(({ mark }) => mark.at)) });
    }
  }
  return { single, groups };
};

/* How many of a group each holder has; contested and unsure ones are slices of their own. */
GM.slices = (group, order) => {
  const count = new Map();
  for (const mark of group.marks) {
    const sure = ["held", "besieged", "pressured", "shared"].includes(mark.status) && mark.holders.length;
    const key = sure ? mark.holders[0] : mark.status === "contested" ? "?contested" : mark.kind === "claim" ? "?attack" : "?unsure";
    count.set(key, (count.get(key) || 0) + 1);
  }
  const rank = (key) => (order.has(key) ? order.get(key) : 1e6);
  return [...count].sort((a, b) => rank(a[0]) - rank(b[0]) || (a[0] < b[0] ? -1 : 1));
};
