"""From claims to control states, crossings and areas, by named rules."""

from geomap.control.ageing import Freshness, age_days, freshness
from geomap.control.bitemporal import Clocks, bitemporal
from geomap.control.build import Control, build_control
from geomap.control.change import Change
from geomap.control.changes import Balance, balance, changes
from geomap.control.explain import Entry, Explanation, explain, rederive
from geomap.control.policy import DEFAULT_POLICY, OWN_WORD_POLICY, POLICIES, Policy
from geomap.control.rules import RULES, Rule
from geomap.control.table import COLUMNS, SCHEMA, states_table
from geomap.control.timelines import Timeline
from geomap.control.weights import SourceRating, parse_ratings

__all__ = [
    "COLUMNS",
    "DEFAULT_POLICY",
    "OWN_WORD_POLICY",
    "POLICIES",
    "RULES",
    "SCHEMA",
    "Balance",
    "Change",
    "Clocks",
    "Control",
    "Entry",
    "Explanation",
    "Freshness",
    "Policy",
    "Rule",
    "SourceRating",
    "Timeline",
    "age_days",
    "balance",
    "bitemporal",
    "build_control",
    "changes",
    "explain",
    "freshness",
    "parse_ratings",
    "rederive",
    "states_table",
]
