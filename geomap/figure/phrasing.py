"""States as phrases, the same in descriptions, summaries and tables."""

from __future__ import annotations

from collections.abc import Iterable

from geomap.figure.words import FigureWords, printable
from geomap.model import Confidence, ControlState, ControlStatus, Extent, MapSpec, SideState


def actor_name(spec: MapSpec, key: str) -> str:
    """An actor's name by its key."""
    return next((printable(style.name) for style in spec.actors if style.key == key), printable(key.removeprefix("name:")))


def actor_names(spec: MapSpec, keys: Iterable[str], words: FigureWords) -> str:
    """Several actors, each once, listed; empty if there are none."""
    return words.listed([actor_name(spec, key) for key in dict.fromkeys(keys)])


def parties(state: ControlState) -> tuple[str, ...]:
    """Who holds it, or who fights over it."""
    return state.holders or (state.opponents if state.status is ControlStatus.CONTESTED else ())


def status_words(state: ControlState, words: FigureWords) -> str:
    """The status with the stated share or extent.

    A place shared with somebody no report names is said to be held in part: "together" would leave the reader asking with whom.
    """
    partly = state.status is ControlStatus.SHARED and len(state.holders) == 1
    status = words["status.held" if partly else f"status.{state.status.value}"]
    extent = extent_words(state, words)
    return f"{status} ({extent})" if extent else status


def extent_words(state: ControlState, words: FigureWords) -> str:
    """``≈ 70 %``, "part of it", or nothing for the whole."""
    if state.share_percent is not None:
        return f"≈ {words.number(state.share_percent)} %"
    if state.extent is not Extent.FULL:
        return words[f"extent.{state.extent.value}"]
    shared_with_nobody = state.status is ControlStatus.SHARED and len(state.holders) == 1
    return words["extent.partial"] if shared_with_nobody else ""


def doubts(state: ControlState, words: FigureWords) -> str:
    """What makes a state less than sure: inferred, possible, doubtful; empty if nothing does."""
    found = [words["legend.inferred"]] if state.inferred else []
    if state.confidence in (Confidence.POSSIBLE, Confidence.DOUBTFUL) and parties(state):
        found.append(words[f"confidence.{state.confidence.value}"])
    return words["list.separator"].join(found)


def side_holder(spec: MapSpec, side: SideState, words: FigureWords) -> str:
    """Who holds one side of a crossing, and how if it is not simply held."""
    holder = actor_names(spec, side.holders, words)
    if not holder:
        return words["holder.none"]
    return holder if side.control is ControlStatus.HELD else f"{holder} ({words[f'status.{side.control.value}']})"
