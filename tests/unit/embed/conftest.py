"""One page of the invented country, made once."""

from __future__ import annotations

import pytest
from mapspec_sample import sample_map

from geomap.web import render_page


@pytest.fixture(scope="session")
def page_html() -> str:
    return render_page(sample_map())


HOSTILE = "{{7*7}} {% raw %} <img src=x onerror=alert(1)> </script></iframe> \" ' ` ${x} *a* [b](javascript:x)\n\n# c"


@pytest.fixture(scope="session")
def hostile_html() -> str:
    return render_page(sample_map(title=HOSTILE, subtitle=HOSTILE))
