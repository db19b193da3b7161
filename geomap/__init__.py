"""geomap turns reporting into dated, cited maps of who holds what."""

__version__ = "0.1.0"
