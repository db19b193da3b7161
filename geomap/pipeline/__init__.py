"""The only place where the stages meet."""

from geomap.pipeline.answers import answer_names, place_record
from geomap.pipeline.gather import Gathered, gather
from geomap.pipeline.ground import area_methods
from geomap.pipeline.options import Progress, RunOptions
from geomap.pipeline.places import open_gazetteer
from geomap.pipeline.questions import (
    Counts,
    control_record,
    explain_place,
    extract_to,
    ground_ranges,
    measured_areas,
    state_rows,
    summarise,
)
from geomap.pipeline.running import Run, render_map, run, save
from geomap.pipeline.unknown import unknown_names

__all__ = [
    "Counts",
    "Gathered",
    "Progress",
    "Run",
    "RunOptions",
    "answer_names",
    "area_methods",
    "control_record",
    "explain_place",
    "extract_to",
    "gather",
    "ground_ranges",
    "measured_areas",
    "open_gazetteer",
    "place_record",
    "render_map",
    "run",
    "save",
    "state_rows",
    "summarise",
    "unknown_names",
]
