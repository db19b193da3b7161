"""Areas: optional, by named methods, never implied by a lone dot.

A state speaks of a place; an area is a model of the ground around it. Methods (`geomap.control.areas.options`):

``reach``
    Nearest holder, limited by reach. Every place with a holder counts for the ground that is nearer to it than to any other
    place (Thiessen polygons; A. H. Thiessen, Monthly Weather Review 39, 1911), but no farther than a reach, as strength
    falls with distance (K. Boulding, Conflict and Defense, 1962). Where two holders meet there is a contested band.
``corridors``
    Stretches of road and river between neighbouring places of one holder, with a width: insurgents move and supply
    along roads (Y. Zhukov, Political Geography 31, 2012).
``stated``
    Units of which texts state a share; drawn as the whole unit with its share, and counted by the share only.
``drawn``
    What the user draws or imports, with validity dates.

Off by default. All planes are Lambert azimuthal equal-area, centred on the data and named in the output; square
kilometres are geodesic on the WGS84 ellipsoid, those of computed areas to a hundred-thousandth (`Plane.km2`).
"""

from geomap.control.areas.build import AreaSet, Front, build_areas
from geomap.control.areas.estimates import estimate_areas
from geomap.control.areas.options import AreaMethod, AreaOptions

__all__ = ["AreaMethod", "AreaOptions", "AreaSet", "Front", "build_areas", "estimate_areas"]
