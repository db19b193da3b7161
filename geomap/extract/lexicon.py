"""The words a language's grammar is made of, compiled for look-up.

`lexicon.yaml` of a rule folder holds them; this module knows no word of any language.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from geomap.extract.inflection import Inflection, VerbForms, regular_forms
from geomap.extract.reference_words import ReferenceWords


@dataclass(frozen=True, kw_only=True)
class ForceWords:
    """Nouns for people who fight, by the side they are on by themselves."""

    state: str
    nonstate: str
    any: str


@dataclass(frozen=True, kw_only=True, eq=False)
class Lexicon(ReferenceWords):
    """Closed classes and word lists of one language; lists are strings of words split at white space."""

    language: str
    determiners: str
    adverbs: str
    prepositions: str
    conjunctions: str
    subordinators: str
    relatives: str
    pronouns: str
    modals: str
    be: str
    have: str
    do: str
    negations: str
    of: str
    """The preposition that links a noun to its complement."""
    to: str
    """The preposition that also marks infinitives."""
    at: str
    """The preposition of being struck ("an air strike at")."""
    under: str
    """The preposition of being acted on ("came under fire")."""
    open: str
    """The word for a crossing that lets people through."""
    that: str
    """The word that opens content and relative clauses and is a determiner as well."""
    possessive: str
    irregular_verbs: tuple[str, ...]
    """Five forms each: base, third person, past, participle, gerund."""
    inflection: tuple[Inflection, ...]
    verbs: str
    noun_verbs: str
    """Verb forms that are nouns too; their neighbours decide."""
    not_verbs: str
    """Words that look like verb forms and are none."""
    past_endings: str
    gerund_endings: str
    adverb_endings: str
    """Endings by which an unknown word is taken for a form."""
    forces: ForceWords
    state_forces: tuple[str, ...]
    """Modifier and noun that only a state has ("security forces")."""
    instruments: str
    force_modifiers: str
    force_links: tuple[str, ...]
    loose_links: tuple[str, ...]
    """Those of them behind which the phrase does not go on ("led by")."""
    owner_links: tuple[str, ...]
    """Those of them that name whom a force follows."""
    follower_links: tuple[str, ...]
    """Those that do so only behind a noun for followers ("supporters of X")."""
    country_links: tuple[str, ...]
    """Those of them that may name a country ("the armed forces of")."""
    place_nouns: Mapping[str, str]
    settlement_kinds: tuple[str, ...]
    capital_nouns: str
    kind_modifiers: str
    part_nouns: str
    part_adjectives: str
    edge_nouns: str
    edge_adjectives: str
    most_words: str
    full_words: str
    several_words: str
    """Words for an unstated number of members ("several towns")."""
    percent_words: str
    almost_words: str
    """Words that make a whole nearly a whole."""
    unit_adjectives: str
    """Adjectives of first-level units ("the provincial capital")."""
    edge_prepositions: str
    inside_prepositions: str
    site_nouns: str
    neutral_speakers: str
    party_speakers: str
    official_nouns: str
    media_nouns: str
    """Media that speak for whom they are named for ("state television")."""
    forces_state: str
    """Nouns that make an official one of a belligerent whatever else is said of him."""
    agent_prepositions: str
    light_verbs: str
    """Verbs that only carry a noun of action ("launch an air strike")."""
    object_control_verbs: str
    """Verbs whose object does what the following infinitive says ("ordered the army to")."""
    body_people: str
    """Nouns of fighters behind or before which a proper name is that of an armed body."""
    body_openers: str
    """First words of the names of armed bodies."""
    naming_links: tuple[str, ...]
    """What stands between such a noun and the name ("fighters of")."""
    people_endings: str
    """Endings of names of peoples."""
    civil_bodies: str
    """Words and names of bodies that do not fight."""
    rebel_adjectives: str
    """Adjectives that put soldiers on the side of those who fight the state ("mutinous troops")."""
    loyal_adjectives: str
    """Adjectives that put militias on the side of the state ("pro-government militias")."""
    definite_articles: str
    short_heads: str
    """Last words of the names of armed bodies that stand for the whole name with the article ("the Front")."""
    local_forces: str
    """Nouns of people who fight on their own account, which stand for no group named before."""
    weak_forces: str
    """Nouns that are fighters only with a word that says whose ("an army convoy")."""
    war_words: str
    """Words of armed conflict; a text without one is about something else."""
    organisation_nouns: str
    """Last words of the names of armed bodies the data may not know."""
    name_joiners: str
    """Small words inside long names, skipped in their initials."""
    ethnic_modifiers: str
    report_verbs: str
    """Verbs of seeing and reporting whose object does the following participle."""
    numbers: Mapping[str, float]
    """Number words and what they count."""
    plural_endings: str
    definite_determiners: str
    indefinite_determiners: str
    metaphor_words: str
    """Adjectives that make a word of war a figure of speech ("diplomatic offensive")."""
    hands_nouns: str
    """Nouns of being held ("in the hands of", "under the control of")."""
    hands_prepositions: str
    falling_verbs: str
    """Verbs whose own frame tells into whose hands a place goes."""
    liberation_verbs: str
    """Verbs of taking that say that the place was somebody else's before."""
    copular_verbs: str
    fixed_adverbs: tuple[str, ...]
    """Several words that are one adverb ("at least")."""
    temporal_prepositions: str
    """Prepositions that open a clause when a subject and a verb follow."""
    where_words: str
    """Relative words for a place."""
    lot_nouns: str
    """Nouns of quantity that let the noun after "of" be the head."""
    last_adjectives: str
    """Adjectives that make a stronghold one that is being lost ("the last bastion")."""
    owned_forces: str
    """Nouns that are fighters only with the name of whom they follow ("X supporters")."""
    own_pronouns: str
    """Possessive pronouns ("its forces")."""
    another_words: str
    """Words for a further member of a group."""
    ordinals: str
    bearings: Mapping[str, float]
    """Words for directions, in degrees clockwise from north."""
    event_verbs: str
    """Verbs that only say that an event happens ("fighting broke out")."""
    particles: str
    """Adverbs that belong to a verb ("out", "up")."""
    fixed_prepositions: tuple[str, ...]
    """Several words that are one preposition ("such as")."""
    approximators: str
    """Prepositions that are adverbs before a number ("about 60 percent")."""
    first_person: str
    neutral_modifiers: str
    """Words that make a group one that watches or helps ("a monitoring group")."""
    content_nouns: str
    """Nouns for what is said ("denied reports that")."""
    distance_words: str
    distance_factors: Mapping[str, float]
    """Kilometres in one unit, for units other than the kilometre."""
    whose_words: str
    """Relative words that own the noun behind them ("P, whose fall")."""
    adverbial_nouns: str
    """What tells when or in what way behind the agent preposition ("taken by noon", "encircled by land")."""
    natural_causes: str
    """What hits places without fighting ("an earthquake hit P")."""
    place_pronouns: str
    """Pronouns that may stand for a place."""
    there_words: str
    """Words that stand for the place told of last."""
    side_nouns: str
    """Nouns for one of the two sides of a border crossing."""
    official_publishers: str
    """Words in the name of a publisher, or of the body a headline names as the speaker, that make a whole text its communiqué."""
    statement_nouns: str
    office_prepositions: str
    """Prepositions between an office and the body it speaks for."""
    bygone_adverbs: str
    """Adverbs that put a state behind the news ("formerly rebel-held")."""
    wide_nouns: str
    """Nouns for what is wider than a town ("the region")."""
    singular_pronouns: str
    helping_links: tuple[str, ...]
    """Phrases before the name of who helps somebody."""
    duration_nouns: str
    """Nouns of time that begin a phrase of their own behind a name ("entered P hours after")."""
    goal_prepositions: str
    """Prepositions of what a verb of falling leads to."""
    seat_nouns: str
    seat_modifiers: str
    """Words for the houses from which a town is ruled ("the police station")."""
    apposition_nouns: str
    """Nouns that open an apposition without an article ("P, home to many, fell")."""
    past_perfect: str
    """Auxiliaries of the past perfect."""
    comparing_words: str
    """Subordinators by which an old event only dates another."""
    pointing_pronouns: str
    """Pronouns that stand for what was said before ("denied it")."""
    whole_nouns: str
    """Nouns for all of a unit ("the country's territory")."""
    prevention_verbs: str
    """Verbs whose object does not do what follows "from"."""
    including_words: str
    """Prepositions that name some members of what stands before them."""
    against_prepositions: str
    policing_forces: str
    """Forces whose raids are searches."""
    epithet_nouns: str
    seat_sites: str
    """Buildings from which a country is ruled; who has one has a part of the town told of."""
    later_words: str
    """Adverbs behind a measure of time ("hours later")."""
    pair_words: str
    """Words for two of two."""
    travel_words: str
    """Measures of how far off a place is ("an hour from P")."""
    way_nouns: str
    """What leads to or from a place."""
    street_nouns: str
    """Streets and buildings that are called after a town."""
    """Nouns that only describe the place after "of" ("the railway hub of P")."""
    fractions: Mapping[str, float]
    """Nouns for a share, and how much of the whole one of it is."""
    exceeding: tuple[str, ...]
    """Phrases that make a share more than it says ("more than half")."""
    leading_adverbs: str
    """Ordinals that are adverbs before a verb ("the rebels first took P")."""
    exceptions: tuple[str, ...]
    """Phrases that take something out of a whole ("all of P except")."""
    accompanying: str
    """Prepositions of a deed that goes with another ("With the capture of P, X ...")."""
    witness_verbs: str
    """Verbs of which the place is the subject that only say where something happened ("P saw fighting")."""
    scene_nouns: str
    """Nouns that say the same after a copula ("P was the scene of")."""
    ending_verbs: str
    """Verbs that say that a siege is over."""
    between_words: str
    stretch_words: str
    """The two prepositions of the ends of a way ("the road from A to B"), in their order."""
    along_prepositions: str
    idiom_objects: str
    loose_parts: str
    civil_contests: str
    civil_words: str
    """Words of ballots and matches: a sentence that holds one tells of no war unless it names who fights."""
    trade_words: str
    """Words of shops and brands: a text with several of them is about trade, and tells of no war where it names no armed men."""
    civil_actors: str
    civil_aims: str
    clause_verbs: str
    """Objects that take the sense from a verb ("took place")."""
    list_additions: tuple[str, ...]
    """Phrases that add a member to a list ("as well as")."""

    def words(self, name: str) -> frozenset[str]:
        """A word list as a set.

        Raises
        ------
        AttributeError
            If there is no such list.
        """
        known = self._sets.get(name)
        if known is None:
            known = self._sets[name] = frozenset(getattr(self, name).split())
        return known

    @cached_property
    def _sets(self) -> dict[str, frozenset[str]]:
        return {}

    @cached_property
    def verb_forms(self) -> dict[str, VerbForms]:
        """Base form to forms, for every irregular and listed verb."""
        forms = {}
        for line in self.irregular_verbs:
            base, third, past, participle, gerund = line.split()
            forms[base] = VerbForms(base=base, third=third, past=past, participle=participle, gerund=gerund)
        for base in self.verbs.split():
            forms.setdefault(base, self.inflect(base))
        return forms

    def forms_of(self, base: str) -> VerbForms:
        """The forms of a verb, irregular ones from the list."""
        return self.verb_forms.get(base) or self.inflect(base)

    def inflect(self, base: str) -> VerbForms:
        """Regular forms of a base form."""
        return regular_forms(base, self.inflection)

    @cached_property
    def kind_of_noun(self) -> dict[str, str]:
        """Noun for a place to the kind it says, first mention wins."""
        kinds: dict[str, str] = {}
        for kind, nouns in self.place_nouns.items():
            for noun in nouns.split():
                kinds.setdefault(noun, kind.split("/")[0])
        return kinds

    @cached_property
    def side_of_force(self) -> dict[str, str]:
        """Noun for fighters to ``state``, ``nonstate`` or ``any``."""
        sides: dict[str, str] = {}
        for side in ("state", "nonstate", "any"):
            for noun in getattr(self.forces, side).split():
                sides.setdefault(noun, side)
        return sides

    @cached_property
    def force_heads(self) -> frozenset[str]:
        """Every noun that can be the last of the words for a force or its instrument."""
        return frozenset({*self.words("owned_forces"), *self.words("instruments"), *self.side_of_force})

    @cached_property
    def people_modifiers(self) -> frozenset[str]:
        """Modifiers of a force, those that tell its people included."""
        return self.words("force_modifiers") | self.words("ethnic_modifiers")

    @cached_property
    def rebels(self) -> frozenset[str]:
        """Nouns for those who fight a state, by themselves or in the names of bodies."""
        return self.words("body_people") | {word for word, side in self.side_of_force.items() if side == "nonstate"}

    @cached_property
    def quantity_nouns(self) -> frozenset[str]:
        """Nouns that let the noun after "of" be the head."""
        return self.words("lot_nouns") | self.words("percent_words") | self.words("several_words")

    @cached_property
    def tags(self) -> dict[str, str]:
        """Lower-case word to its tag; see `geomap.extract.words`."""
        table: dict[str, str] = {}

        def put(words: str, tag: str) -> None:
            for word in words.split():
                table.setdefault(word, tag)

        for words, tag in (
            (self.of, "o"), (self.to, "t"), (self.that, "w"), (self.possessive, "S"), (self.negations, "x"), (self.be, "b"),
            (self.have, "h"), (self.do, "D"), (self.modals, "m"), (self.pronouns, "r"), (self.relatives, "w"), (self.conjunctions, "c"),
            (self.subordinators, "s"), (self.determiners, "d"), (self.prepositions, "p"), (self.adverbs, "j"), (self.not_verbs, "n"),
        ):  # fmt: skip
            put(words, tag)
        for forms in self.verb_forms.values():
            put(forms.gerund, "I")
            if forms.past == forms.participle:
                put(forms.past, "E")
            else:
                put(forms.past, "F")
                put(forms.participle, "G")
            put(forms.base, "V")
            put(forms.third, "Z")
        for word in self.numbers:
            table.setdefault(word, "#")
        return table

    @cached_property
    def base_of(self) -> dict[str, str]:
        """Any verb form to its base form."""
        bases: dict[str, str] = {}
        lists = ("light_verbs", "event_verbs", "object_control_verbs", "report_verbs", "prevention_verbs", "ending_verbs", "witness_verbs")
        listed = {base: self.forms_of(base) for name in lists for base in sorted(self.words(name))}  # "completed", whatever its tag
        for base, forms in (*self.verb_forms.items(), *listed.items()):
            for form in (forms.base, forms.past, forms.participle, forms.gerund, forms.third):
                bases.setdefault(form, base)
        return bases
