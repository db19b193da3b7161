/* Building elements: text always arrives as text. */
"use strict";
GM.SVG = "http://www.w3.org/2000/svg";

GM.el = (name, attributes = {}, ...children) => {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (key === "on") for (const [event, handler] of Object.entries(value)) element.addEventListener(event, handler);
    else element.setAttribute(key, value === true ? "" : String(value));
  }
  for (const child of children.flat()) if (child !== null && child !== undefined && child !== false && child !== "") element.append(child);
  return element;
};

GM.svg = (name, attributes = {}, ...children) => {
  const element = document.createElementNS(GM.SVG, name);
  for (const [key, value] of Object.entries(attributes)) if (value !== null && value !== undefined) element.setAttribute(key, String(value));
  for (const child of children.flat()) if (child) element.append(child);
  return element;
};

/* How wide a text is drawn, in pixels; each is measured once. */
GM.FONT = "system-ui, 'Segoe UI', Roboto, 'Noto Sans', 'Noto Sans Arabic', sans-serif";
GM.widths = new Map();
GM.measure = (font, text) => {
  const key = `${font}|${text}`;
  let width = GM.widths.get(key);
  if (width === undefined) {
    GM.pen = GM.pen || document.createElement("canvas").getContext("2d");
    if (GM.penFont !== font) GM.pen.font = `${(GM.penFont = font)} ${GM.FONT}`;
    GM.widths.set(key, (width = GM.pen.measureText(text).width));
  }
  return width;
};

/* Words of a stranger: kept apart from the text around them, whatever their direction. */
GM.said = (text, name = "bdi") => GM.el(name, { dir: "auto" }, String(text));

/* Only addresses of the web become links; anything else is shown as the text it is. */
GM.link = (url, text) => {
  let parsed = null;
  try {
    parsed = new URL(url);
  } catch {
    /* no address */
  }
  const web = parsed && (parsed.protocol === "http:" || parsed.protocol === "https:") && /^https?:\/\//i.test(url);
  return web ? GM.el("a", { href: parsed.href, rel: "noopener noreferrer nofollow", target: "_blank" }, GM.said(text)) : GM.said(text);
};
