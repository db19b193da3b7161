"""Reading documents, claims, events and areas; writing records. The only room that touches users' files."""

from geomap.io.atomic import check_output, replacing, write_bytes, write_text
from geomap.io.claim_tables import ClaimTable, read_claims
from geomap.io.claim_writer import claim_records, write_claims, write_records
from geomap.io.convert import write_areas, write_converted
from geomap.io.documents import read_documents
from geomap.io.inputs import Inputs, read_inputs, stream_inputs
from geomap.io.options import MAX_DATA_BYTES, MAX_DOCUMENT_BYTES, Progress, ReadOptions, Report
from geomap.io.ratings import read_ratings
from geomap.io.review import Reviewed, apply_review
from geomap.io.sample import read_story, sample_reports, sample_story, sample_story_path
from geomap.io.states import STATES_SCHEMA, write_states

__all__ = [
    "MAX_DATA_BYTES",
    "MAX_DOCUMENT_BYTES",
    "STATES_SCHEMA",
    "ClaimTable",
    "Inputs",
    "Progress",
    "ReadOptions",
    "Report",
    "Reviewed",
    "apply_review",
    "check_output",
    "claim_records",
    "read_claims",
    "read_documents",
    "read_inputs",
    "read_ratings",
    "read_story",
    "replacing",
    "sample_reports",
    "sample_story",
    "sample_story_path",
    "stream_inputs",
    "write_areas",
    "write_bytes",
    "write_claims",
    "write_converted",
    "write_records",
    "write_states",
    "write_text",
]
