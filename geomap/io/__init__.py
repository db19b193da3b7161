"""Reading documents, claims, events and areas; writing records. The only room that touches users' files."""

from geomap.io.documents import read_documents
from geomap.io.options import MAX_DATA_BYTES, MAX_DOCUMENT_BYTES, Progress, ReadOptions, Report
from geomap.io.sample import read_story, sample_reports, sample_story

__all__ = [
    "MAX_DATA_BYTES",
    "MAX_DOCUMENT_BYTES",
    "Progress",
    "ReadOptions",
    "Report",
    "read_documents",
    "read_story",
    "sample_reports",
    "sample_story",
]
