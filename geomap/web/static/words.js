/* Phrases, numbers and days in the language of the page. */
"use strict";
GM.words = (lang, phrases) => {
  const locale = lang.startsWith("ar") ? `${lang}-u-nu-arab` : lang;
  const dated = locale.startsWith("en") ? "en-GB" : locale;
  /* Each is dear to make, and made when it is first needed. */
  const made = new Map();
  const once = (name, make) => made.get(name) || made.set(name, make()).get(name);
  const digits = () => once("digits", () => new Intl.NumberFormat(locale, { useGrouping: false }));
  const grouped = () => once("grouped", () => new Intl.NumberFormat(locale));
  const plural = () => once("plural", () => new Intl.PluralRules(lang));
  const days = (month) => once(month, () => new Intl.DateTimeFormat(dated, { day: "numeric", month, year: "numeric", timeZone: "UTC", calendar: "gregory" }));
  const latin = !lang.startsWith("ar");
  /* A name that runs the other way is set apart, so that it does not turn the words beside it (as geomap.layers.words does). */
  const against = latin ? /^[^A-Za-z\u00c0-\u024f]*[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/ : /^[^\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]*[A-Za-z\u00c0-\u024f]/;
  const apart = (text) => (typeof text === "string" && against.test(text) ? `\u2068${text}\u2069` : text);

  const words = {
    lang,
    has: (key) => key in phrases,
    t(key, values = {}) {
      const phrase = phrases[key];
      if (phrase === undefined) return key;
      return phrase.split(/[{}]/).map((piece, index) => (index % 2 ? apart(values[piece] ?? "") : piece)).join("");
    },
    n: (number) => (latin && number >= 0 && Number.isInteger(number) ? String(number) : digits().format(number)),
    /* With marks between the thousands: for sizes, not for counts of a headline. */
    size: (number) => grouped().format(Math.round(number)),
    count(key, number) {
      const full = `${key}.${plural().select(number)}`;
      return words.t(full in phrases ? full : `${key}.other`, { n: words.n(number) });
    },
    day: (day) => (day === null || day === undefined ? words.t("date.unknown") : days("long").format(new Date(day * 864e5))),
    short: (day) => days("short").format(new Date(day * 864e5)),
    /* Degrees clockwise from north as one of eight sides. */
    side: (degrees) => words.t(`from.${["n", "ne", "e", "se", "s", "sw", "w", "nw"][Math.round((((degrees % 360) + 360) % 360) / 45) % 8]}`),
    listed(items) {
      if (items.length < 2) return items.join("");
      return items.slice(0, -1).join(phrases["list.separator"]) + phrases["list.last"] + items[items.length - 1];
    },
    /* EDTF as one reads it. */
    dating(dating) {
      if (!dating || dating.likely === null || dating.likely === undefined) return words.t("date.unknown");
      const { earliest, latest } = dating;
      const about = dating.edtf && dating.edtf.endsWith("~") ? words.t("date.about") : "";
      if (about) return `${about} ${words.day(dating.likely)}`;
      return earliest === latest ? words.day(earliest) : `${words.short(earliest)} – ${words.short(latest)}`;
    },
  };
  return words;
};
