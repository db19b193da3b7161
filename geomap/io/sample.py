"""The packaged sample: reports, and the guided steps through the map they make."""

from __future__ import annotations

from datetime import date
from importlib import resources
from pathlib import Path

import yaml

from geomap.errors import Problem, ProblemsError

_FOLDER = Path(str(resources.files("geomap"))) / "sample"


def sample_reports() -> tuple[Path, ...]:
    """The sample's documents, oldest first."""
    return tuple(sorted((_FOLDER / "reports").glob("*.md")))


def sample_story_path() -> Path:
    """The sample's guided steps as a file, for `read_story`."""
    return _FOLDER / "story.yaml"


def sample_story() -> tuple[tuple[str, str, date, str], ...]:
    """The sample's guided steps: (title, text, date, place id or empty), as `MapSpec.story` has them."""
    return read_story(sample_story_path())


def read_story(path: Path) -> tuple[tuple[str, str, date, str], ...]:
    """Guided steps from a YAML file: a list ``steps`` of title, text, date and place (a gazetteer id, or empty).

    Raises
    ------
    ProblemsError
        If it cannot be read or a step lacks a field; all problems at once.
    """
    problems: list[Problem] = []
    try:
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, yaml.YAMLError) as error:
        raise ProblemsError([Problem(path=str(path), message=f"the story cannot be read: {error}", hint="check the YAML")]) from error
    steps = data.get("steps") if isinstance(data, dict) else None
    if not isinstance(steps, list):
        raise ProblemsError(
            [Problem(path=str(path), field="steps", message="there is no list of steps", hint="begin the file with steps:")]
        )
    story = []
    for number, step in enumerate(steps, 1):
        place = f"step {number}"
        if not isinstance(step, dict) or not all(isinstance(step.get(key), str) and step[key] for key in ("title", "text")):
            problems.append(Problem(path=str(path), field=place, message="a step needs a title and a text", hint="add them"))
        elif type(step.get("date")) is not date:
            problems.append(Problem(path=str(path), field=place, message="a step needs a date", hint="write date: YYYY-MM-DD"))
        else:
            story.append((step["title"], step["text"], step["date"], str(step.get("place") or "")))
    if problems:
        raise ProblemsError(problems)
    return tuple(story)
