"""How small places with namesakes elsewhere are read. Not collected by pytest.

python tests/quality/namesakes.py WORLD [--errors]
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "corpus"))

from read_namesakes import fate, probes

from geomap.gazetteer import load_gazetteer


def main() -> int:
    gazetteer = load_gazetteer(*(Path(argument) for argument in sys.argv[1:] if argument != "--errors"))
    for half in ("a", "b"):
        fates = [(probe, fate(probe, gazetteer)) for probe in probes() if probe.half == half]
        resolved, drawn = Counter(found.verdict for _, found in fates), Counter(found.drawn for _, found in fates)
        print(f"{half}: {len(fates)} names; resolved {dict(sorted(resolved.items()))}, drawn {dict(sorted(drawn.items()))}")
        if "--errors" in sys.argv:
            for probe, found in fates:
                if "wrong" in (found.verdict, found.drawn):
                    print(f"    {probe.name} ({probe.country}): {found.verdict}, drawn {found.drawn}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
