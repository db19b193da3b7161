/* Marks that would lie on each other are moved apart a little; a thin line leads back to the true position. */
"use strict";
GM.spread = (items, { most = 30, rounds = items.length > 90 ? 8 : 80 } = {}) => {
  const moved = items.map((item, index) => ({ item, index, x: item.point.x, y: item.point.y, r: item.reach }));
  for (let round = 0; round < rounds; round += 1) {
    let still = true;
    const grid = new Map();
    const CELL = 64;
    moved.forEach((a) => {
      const key = Math.floor(a.x / CELL) * 65536 + Math.floor(a.y / CELL);
      (grid.get(key) || grid.set(key, []).get(key)).push(a);
    });
    for (const a of moved) {
      const [cx, cy] = [Math.floor(a.x / CELL), Math.floor(a.y / CELL)];
      for (let gx = cx - 1; gx <= cx + 1; gx += 1) {
        for (let gy = cy - 1; gy <= cy + 1; gy += 1) {
          for (const b of grid.get(gx * 65536 + gy) || []) {
            if (b.index <= a.index) continue;
            let [dx, dy] = [b.x - a.x, b.y - a.y];
            let distance = Math.hypot(dx, dy);
            const need = a.r + b.r + 1;
            if (distance >= need) continue;
            if (distance < 0.01) [dx, dy, distance] = [0.6, 0.8, 1];
            const push = (need - distance) / 2;
            const [ux, uy] = [dx / distance, dy / distance];
            if (a.item.fixed && b.item.fixed) continue;
            still = false;
            const share = a.item.fixed ? [0, 2] : b.item.fixed ? [2, 0] : [1, 1];
            a.x -= ux * push * share[0];
            a.y -= uy * push * share[0];
            b.x += ux * push * share[1];
            b.y += uy * push * share[1];
          }
        }
      }
    }
    for (const a of moved) {
      const [dx, dy] = [a.x - a.item.point.x, a.y - a.item.point.y];
      const away = Math.hypot(dx, dy);
      if (away > most) [a.x, a.y] = [a.item.point.x + (dx / away) * most, a.item.point.y + (dy / away) * most];
    }
    if (still) break;
  }
  return moved.map(({ item, x, y }) => ({ item, x, y, away: Math.hypot(x - item.point.x, y - item.point.y) }));
};
