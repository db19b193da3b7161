"""``python -m geomap``."""

from geomap.cli.main import entry

entry()
