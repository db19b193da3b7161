/* Phrases, numbers and days in the language of the page. */
"use strict";
GM.words = (lang, phrases) => {
  const locale = lang.startsWith("ar") ? `${lang}-u-nu-arab` : lang;
  const digits = new Intl.NumberFormat(locale, { useGrouping: false });
  const plural = new Intl.PluralRules(lang);
  const long = new Intl.DateTimeFormat(locale.startsWith("en") ? "en-GB" : locale, { day: "numeric", month: "long", year: "numeric", timeZone: "UTC", calendar: "gregory" });
  const short = new Intl.DateTimeFormat(locale.startsWith("en") ? "en-GB" : locale, { day: "numeric", month: "short", year: "numeric", timeZone: "UTC", calendar: "gregory" });

  const words = {
    lang,
    has: (key) => key in phrases,
    t(key, values = {}) {
      const phrase = phrases[key];
      if (phrase === undefined) return key;
      return phrase.split(/[{}]/).map((piece, index) => (index % 2 ? values[piece] ?? "" : piece)).join("");
    },
    n: (number) => digits.format(number),
    count(key, number) {
      const full = `${key}.${plural.select(number)}`;
      return words.t(full in phrases ? full : `${key}.other`, { n: words.n(number) });
    },
    day: (day) => (day === null || day === undefined ? words.t("date.unknown") : long.format(new Date(day * 864e5))),
    short: (day) => short.format(new Date(day * 864e5)),
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
