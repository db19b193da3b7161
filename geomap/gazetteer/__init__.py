"""Names, places, outlines, actors and the index over them."""

from geomap.gazetteer.check import check_gazetteer
from geomap.gazetteer.gazetteer import Gazetteer
from geomap.gazetteer.hits import NameHit, TextHit, Tier
from geomap.gazetteer.load import load_gazetteer

__all__ = ["Gazetteer", "NameHit", "TextHit", "Tier", "check_gazetteer", "load_gazetteer"]
