"""From text to mentions, resolved places and claims."""

from geomap.extract.extraction import Extraction, extract_document
from geomap.extract.options import ExtractOptions
from geomap.extract.proposals import Extractor, Proposal
from geomap.extract.records import claim_to_bench_record, extraction_to_record
from geomap.extract.resolve import resolve_names

__all__ = [
    "ExtractOptions",
    "Extraction",
    "Extractor",
    "Proposal",
    "claim_to_bench_record",
    "extract_document",
    "extraction_to_record",
    "resolve_names",
]
