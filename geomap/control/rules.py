"""The rules as text: what each says, and on whose authority.

``{who}`` and ``{whom}`` in a text are filled with the actors of the case, ``{more}`` with a number or a date.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Rule:
    """One named rule."""

    id: str
    text: str
    """What it does, in words."""
    source: str
    """Where it comes from: a publication, or the project's own design."""


_DESIGN = "geomap design, fixed rules of control states"
_ADMIRALTY = "NATO STANAG 2511 / AJP-2.1, reliability of sources A-F and credibility of information 1-6"
_INTEREST = "Statement against interest: US Federal Rules of Evidence, rule 804(b)(3), by analogy"
_ISW = "Institute for the Study of War, control-of-terrain method: assessed and claimed control are kept apart"
_BENCH = "geomap claims guide: how claims of one text combine to a holder"
_UCDP = "Högbladh, UCDP GED Codebook 24.1, variables date_prec and where_prec"
_OWN = "geomap, editorial choice"

RULES: tuple[Rule, ...] = (
    Rule(id="gain", text="Said to be held by {who}, by a source that is no party to the gain.", source=_BENCH),
    Rule(id="gain-again", text="Said again to be held by {who}.", source=_BENCH),
    Rule(id="admission", text="Admitted by {whom}, the side that lost it: a word against interest is strong.", source=_INTEREST),
    Rule(
        id="own-word",
        text="Gained by {who} on its own word only; a party's word about its own gain needs a second, independent origin.",
        source=_ISW,
    ),
    Rule(id="own-word-believed", text="Gained by {who} on its own word: this policy believes it.", source=_OWN),
    Rule(id="own-word-seconded", text="The word of {who} about its own gain is seconded by an independent origin.", source=_ISW),
    Rule(id="own-word-outweighed", text="The claim of {who} is set aside: a source that is no party has {whom} there.", source=_ISW),
    Rule(id="own-words-clash", text="Claimed by {who} and by {whom}, each on its own word; nobody independent decides it.", source=_DESIGN),
    Rule(id="change-over-standing", text="A change of hands told for the day wins over a standing holder told for it.", source=_BENCH),
    Rule(id="recapture-last", text="Taken back by {who}: a recapture comes after a capture of the same day.", source=_BENCH),
    Rule(id="outweighed", text="The word for {who} outweighs the word for {whom}, by independent origins ({more}).", source=_ADMIRALTY),
    Rule(id="overlap", text="Both {who} and {whom} are said to hold it on that day, and neither wins.", source=_DESIGN),
    Rule(
        id="standing-disputes",
        text="Within {more} days of the gain of {who} it is said to be held by {whom}, and neither wins.",
        source=_DESIGN,
    ),
    Rule(
        id="standing-too-weak",
        text="Within {more} days of the gain of {who}, which rests on more origins, it is said to be held by {whom}.",
        source=_ADMIRALTY,
    ),
    Rule(
        id="two-names",
        text="Told as holders against one opponent: {who}, and {whom}; not known as two sides, and neither took it from the other.",
        source=_OWN,
    ),
    Rule(id="part-alone", text="Part of it is held by {who}; nobody is said to hold the rest.", source=_BENCH),
    Rule(id="part-taken", text="Part of it was taken by {who} from {whom}: contested.", source=_DESIGN),
    Rule(id="part-shared", text="Part of it is said to be held by {who} beside {whom}, with no word of a fight.", source=_DESIGN),
    Rule(id="part-left", text="Only part of it is now said to be held by {who}.", source=_BENCH),
    Rule(id="edge-only", text="It is told of the outskirts or surroundings, and decides nothing for the place itself.", source=_DESIGN),
    Rule(id="joint", text="Said to be held by {who} together with {whom}.", source=_DESIGN),
    Rule(id="loss-to", text="Lost by {whom} to {who}.", source=_BENCH),
    Rule(id="left", text="Left or lost by {whom}, and nobody is said to have come after: unknown.", source=_DESIGN),
    Rule(id="partner-left", text="Left or lost by {whom}; {who} held it as well and is not said to have left.", source=_OWN),
    Rule(id="loss-seconds", text="Also said to have been left or lost by {whom}.", source=_BENCH),
    Rule(id="loss-by-rival", text="Only a rival says that {whom} left or lost it.", source=_INTEREST),
    Rule(id="loss-of-part", text="Part of it was lost by {whom}.", source=_BENCH),
    Rule(id="fight", text="Fighting in it, and nobody is said to have full control: contested.", source=_DESIGN),
    Rule(id="fight-beside-gain", text="Fighting is told for the day as well; the word for a holder wins.", source=_BENCH),
    Rule(id="fight-own-word", text="Fighting inside by the word of {who} only: pressure, not a contested place.", source=_ISW),
    Rule(id="fight-over", text="Said to be held by {who} after the fight.", source=_BENCH),
    Rule(id="siege", text="Surrounded by {who}.", source=_DESIGN),
    Rule(id="siege-over", text="The siege was last told of on {more}; newer word for the holder does not repeat it.", source=_OWN),
    Rule(id="attack", text="Attacked by {who}: pressure; an attack makes nobody the holder.", source=_DESIGN),
    Rule(id="pressure-over", text="No attack is told of for {more} days: no longer marked as pressured.", source=_OWN),
    Rule(id="attack-no-holder", text="An attack or an advance is told of; nobody is said to hold it.", source=_DESIGN),
    Rule(id="presence", text="Said to be there: {who}; presence makes nobody the holder.", source=_DESIGN),
    Rule(id="denied", text="Denied: that it is held by {who}.", source=_DESIGN),
    Rule(id="no-actor", text="It changed hands, and the text names neither side.", source=_BENCH),
    Rule(id="not-live", text="Plans, possibilities, denials and history make no state.", source=_DESIGN),
    Rule(id="coarse-date", text="The day is a convention: the text gives only {more}.", source=_UCDP),
    Rule(id="finer-date", text="The claim that gives only {more} takes the day from a finer one about the same gain.", source=_UCDP),
    Rule(id="no-day", text="A claim without a date decides nothing in time.", source=_DESIGN),
    Rule(id="imprecise-place", text="The place is known only as near, towards or between: it decides nothing here.", source=_UCDP),
    Rule(id="inferred", text="No supporting text names the place: it is inferred, and counts for less.", source=_DESIGN),
    Rule(id="contradicted", text="Contradicted by a source that is no party to it: one step less sure.", source=_ADMIRALTY),
    Rule(id="unit-share", text="Share of {who}: {more} of the unit; this says nothing of its towns.", source=_DESIGN),
    Rule(id="unit-fight", text="Fighting in the unit; this says nothing of its towns.", source=_DESIGN),
    Rule(id="unit-loss", text="Lost by {whom}: {more} of the unit.", source=_DESIGN),
)
"""All rules, in the order in which the documentation lists them."""
