"""A figure against `geopandas.plot` of the same outlines saved in the same format, in one run; ratio of processor times."""

from __future__ import annotations

import io
import time
from collections.abc import Callable

import geopandas
import pytest
from mapspec_sample import sample_map
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

import geomap
from geomap.figure import render_figure
from geomap.gazetteer import load_gazetteer
from geomap.model import MapSpec

MOST = {"png": 6.0, "svg": 6.0, "pdf": 10.0}
"""A PDF embeds parts of four faces, which fontTools takes longer to cut out than all else takes; see docs/quality.md."""
MOST_BYTES = 400_000


def _fastest(work: Callable[[], object]) -> float:
    work()
    times = []
    for _ in range(4):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times)


def _compare(spec: MapSpec, kind: str) -> int:
    """Assert the ratio, print it, and give the size of the figure in bytes."""
    kinds = dict.fromkeys(outline.kind for outline in spec.outlines)
    frames = [geopandas.GeoDataFrame(geometry=[one.geometry for one in spec.outlines if one.kind is each], crs=4326) for each in kinds]
    west, south, east, north = spec.bounds

    def plot() -> None:
        figure = Figure(figsize=(180 / 25.4, 180 / 25.4))
        axes = figure.subplots()
        for frame in frames:
            frame.plot(ax=axes)
        axes.set_xlim(west, east)
        axes.set_ylim(south, north)
        FigureCanvasAgg(figure).print_figure(io.BytesIO(), format=kind, dpi=100)

    made = io.BytesIO()
    bare, ours = _fastest(plot), _fastest(lambda: render_figure(spec, io.BytesIO(), format=kind, dpi=100))
    render_figure(spec, made, format=kind, dpi=100)
    size = len(made.getvalue())
    print(f"{kind} figure {ours:.2f} s, {size:,} bytes; geopandas.plot {bare:.2f} s, ratio {ours / bare:.1f} (at most {MOST[kind]:g})")
    assert ours < MOST[kind] * bare
    return size


@pytest.mark.parametrize("kind", ["png", "svg", "pdf"])
def test_a_figure_takes_a_small_multiple_of_a_bare_plot_of_its_outlines(kind):
    _compare(sample_map(outlines=tuple(load_gazetteer().outlines(()))), kind)


@pytest.mark.parametrize("kind", ["png", "svg", "pdf"])
def test_the_figure_of_the_seed_articles_does_too_and_is_small(kind, shared):
    spec = geomap.run([shared / "seeds" / "articles"]).spec
    assert _compare(spec, kind) < MOST_BYTES or kind != "pdf"
