"""The traps of the tests with any gazetteer. Not collected by pytest.

python tests/quality/traps.py [STORE...]
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "unit" / "extract"))

from traps import TRAPS, faults

from geomap.gazetteer import load_gazetteer


def main() -> int:
    gazetteer = load_gazetteer(*map(Path, sys.argv[1:]))
    failed = [(trap.text, wrong) for trap in TRAPS if (wrong := faults(trap, gazetteer))]
    for text, wrong in failed:
        print(f"{text}\n    {'; '.join(wrong)}")
    print(f"{len(TRAPS) - len(failed)} of {len(TRAPS)} hold")
    return bool(failed)


if __name__ == "__main__":
    sys.exit(main())
