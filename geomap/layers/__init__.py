"""From states to a map specification: what is drawn, in plain data."""

from geomap.layers.build import build_map
from geomap.layers.options import MapOptions, StoryStep

__all__ = ["MapOptions", "StoryStep", "build_map"]
