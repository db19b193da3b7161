"""What the reader of a map must be told about how it was made, and the source line."""

from __future__ import annotations

from collections.abc import Iterable

from geomap.model import Outline, ResolutionStatus
from geomap.pipeline.gather import Gathered

DISCLAIMER = "Boundaries and names shown do not imply endorsement."


def credits(gathered: Gathered, outlines: Iterable[Outline]) -> tuple[str, ...]:
    """The attribution lines that the licences of everything drawn ask for, each once, then the disclaimer."""
    sources = gathered.gazetteer.sources
    used = [place.source_id for place in gathered.places.values()] + [outline.source_id for outline in outlines]
    lines = {sources[source_id].attribution for source_id in used if source_id in sources}
    lines.update(value for area in gathered.areas for name, value in area.parameters if name == "credit")
    return (*sorted(line for line in lines if line), DISCLAIMER)


def notices(gathered: Gathered) -> tuple[str, ...]:
    """Sentences for the page: texts without a date, names that were not placed, inputs that were left out."""
    lines = []
    undated = sum(document.published is None for document in gathered.documents)
    if undated:
        lines.append(f"{undated} of {len(gathered.documents)} texts have no publication date; their relative dates are unknown.")
    unplaced = sorted(
        {
            resolution.query
            for extraction in gathered.extractions
            for resolution in extraction.resolutions
            if resolution.status is ResolutionStatus.AMBIGUOUS
        }
    )
    if unplaced:
        lines.append(f"Named in the texts, and not drawn because several places fit: {', '.join(unplaced)}.")
    left_out = sum(problem.severity == "error" for problem in gathered.problems)
    if left_out:
        lines.append(f"{left_out} inputs or rows could not be used; the command line lists them.")
    return tuple(lines)
