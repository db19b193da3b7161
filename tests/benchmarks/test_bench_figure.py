"""A figure against `geopandas.plot` of the same outlines, in one run; ratio of processor times."""

from __future__ import annotations

import io
import time
from collections.abc import Callable

import geopandas
from mapspec_sample import sample_map
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from geomap.figure import render_figure
from geomap.gazetteer import load_gazetteer

MOST = 6.0


def _fastest(work: Callable[[], object]) -> float:
    work()
    times = []
    for _ in range(4):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times)


def test_a_figure_takes_less_than_six_times_a_bare_plot_of_its_outlines():
    outlines = tuple(load_gazetteer().outlines(()))
    spec = sample_map(outlines=outlines)
    kinds = dict.fromkeys(outline.kind for outline in outlines)
    frames = [geopandas.GeoDataFrame(geometry=[one.geometry for one in outlines if one.kind is kind], crs=4326) for kind in kinds]
    west, south, east, north = spec.bounds

    def plot() -> None:
        figure = Figure(figsize=(180 / 25.4, 180 / 25.4))
        axes = figure.subplots()
        for frame in frames:
            frame.plot(ax=axes)
        axes.set_xlim(west, east)
        axes.set_ylim(south, north)
        FigureCanvasAgg(figure).print_png(io.BytesIO())

    bare = _fastest(plot)
    ours = _fastest(lambda: render_figure(spec, io.BytesIO(), format="png", dpi=100))
    print(f"figure {ours:.2f} s, geopandas.plot {bare:.2f} s, ratio {ours / bare:.1f} (at most {MOST:g})")
    assert ours < MOST * bare
