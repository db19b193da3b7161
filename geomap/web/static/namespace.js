/* What the page's scripts share, and what host pages and the frame's script may call. */
"use strict";
const GM = {};
window.geomap = window.geomap || {};
