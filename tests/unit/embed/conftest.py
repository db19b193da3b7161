"""One page of the invented country, made once."""

from __future__ import annotations

import pytest
from hostile_words import HOSTILE
from mapspec_sample import sample_map

from geomap.web import render_page


@pytest.fixture(scope="session")
def page_html() -> str:
    return render_page(sample_map())


@pytest.fixture(scope="session")
def hostile_html() -> str:
    return render_page(sample_map(title=HOSTILE, subtitle=HOSTILE))
