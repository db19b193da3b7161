"""Build the word lists of ``gazetteer/rules/en/words/`` from packages that ship them.

    python gazetteer/maintain/name_lists.py --words american-english-small --names-package DIR --faker DIR

Inputs
    --words          word list of the Debian package ``wamerican-small`` (SCOWL, permissive licence, notice kept)
    --names-package  folder of the PyPI package ``names`` (US Census 1990 name frequencies, public domain)
    --faker          folder of the PyPI package ``Faker`` (MIT licence); its lists of given names per language

Only names in Latin script are kept. The lists say what a word *can* be; which reading holds is decided in the text.
"""

from __future__ import annotations

import argparse
import ast
import re
from pathlib import Path

TARGET = Path(__file__).parent.parent / "rules" / "en" / "words"
SURNAMES_KEPT = 6000
_LATIN = re.compile(r"[A-Z][a-zà-öø-ÿāčēģīķļņšūžğışçöüćńśźżłęąěřůťďňőű]+(?:[-'’][A-Za-zà-öø-ÿ]+)?")


def census(path: Path) -> list[str]:
    """Names of a census list, most frequent first, capitalised."""
    return [line.split()[0].capitalize() for line in path.read_text(encoding="ascii").splitlines() if line.strip()]


def faker_given_names(folder: Path) -> set[str]:
    """Every given name in Latin script in Faker's person providers, read without running them."""
    found: set[str] = set()
    for path in sorted((folder / "providers" / "person").glob("*/__init__.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Assign) or not any(
                isinstance(target, ast.Name) and target.id.startswith("first_names") for target in node.targets
            ):
                continue
            for part in ast.walk(node.value):
                if isinstance(part, ast.Constant) and isinstance(part.value, str) and _LATIN.fullmatch(part.value):
                    found.add(part.value)
    return found


def write(name: str, head: str, words: list[str]) -> None:
    """Write one list: comment lines, then one word a line."""
    lines = [*(f"# {line}" for line in head.splitlines()), *words]
    (TARGET / name).write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    """Write the three lists."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--words", type=Path, required=True)
    parser.add_argument("--names-package", type=Path, required=True)
    parser.add_argument("--faker", type=Path, required=True)
    options = parser.parse_args()
    TARGET.mkdir(parents=True, exist_ok=True)
    given = {*census(options.names_package / "dist.male.first"), *census(options.names_package / "dist.female.first")}
    given |= faker_given_names(options.faker)
    write(
        "given_names.txt",
        "Given names. Made by maintain/name_lists.py; do not edit, add names to mentions.yaml.\n"
        "Sources: US Census Bureau 1990 name files (public domain); Faker, Copyright (c) 2012 Daniele Faraglia, MIT licence.",
        sorted(given),
    )
    write(
        "surnames.txt",
        f"The {SURNAMES_KEPT} most frequent surnames of the US Census Bureau's 1990 name files (public domain).\n"
        "Made by maintain/name_lists.py; do not edit, add names to mentions.yaml.",
        sorted(census(options.names_package / "dist.all.last")[:SURNAMES_KEPT]),
    )
    words = [word for word in options.words.read_text(encoding="utf-8").split() if re.fullmatch(r"[a-z]{2,}", word)]
    write(
        "ordinary_words.txt",
        "Words an English text may begin a sentence with. Made by maintain/name_lists.py; do not edit.\n"
        "Source: SCOWL (Spell Checker Oriented Word Lists), size 35, as Debian's wamerican-small ships it.\n"
        "Copyright 2000-2011 by Kevin Atkinson. Permission to use, copy, modify, distribute and sell these word lists, the\n"
        "associated scripts, the output created from the scripts, and its documentation for any purpose is hereby granted\n"
        "without fee, provided that the above copyright notice appears in all copies and that both that copyright notice\n"
        "and this permission notice appear in supporting documentation. Kevin Atkinson makes no representations about the\n"
        'suitability of this array for any purpose. It is provided "as is" without express or implied warranty.',
        sorted(set(words)),
    )


if __name__ == "__main__":
    main()
