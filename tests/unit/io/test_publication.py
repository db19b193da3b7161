from __future__ import annotations

from datetime import date

import pytest

from geomap.io import read_documents
from geomap.io.dateline import find_dateline
from geomap.io.publication import find_publication
from geomap.io.webpage import parse_webpage
from geomap.io.written_dates import find_written_dates, parse_day
from geomap.model import DateOrigin

LEAD = "Troops entered the port and took the customs house after a short fight, residents said."


@pytest.mark.parametrize(
    ("opening", "place", "month", "day", "year"),
    [
        ("VARNA, March 4 (Agency) -- ", "VARNA", 3, 4, None),
        ("VARNA, March 4, (Agencies): ", "VARNA", 3, 4, None),
        ("VARNA, Bulgaria, March 4, 2015 (AP) — ", "VARNA, Bulgaria", 3, 4, 2015),
        ("NEW VARNA (Reuters) - ", "NEW VARNA", None, None, None),
        ("Varna (AFP) – ", "Varna", None, None, None),
        ("(Varna, 4 March 2015) – ", "Varna", 3, 4, 2015),
        ("VARNA — ", "VARNA", None, None, None),
        ("Headline about it\n\nVARNA, Sept. 4 (Agency) - ", "VARNA", 9, 4, None),
    ],
)
def test_datelines_are_found(opening, place, month, day, year):
    found = find_dateline(opening + LEAD)
    assert found is not None
    assert (found.place, found.month, found.day, found.year) == (place, month, day, year)


@pytest.mark.parametrize("opening", ["ARMY: ", "WATCH ", "The town of Varna - ", "It was March 4: ", "UN - ", "Varna: "])
def test_what_only_looks_like_a_dateline_is_none(opening):
    assert find_dateline(opening + LEAD) is None


@pytest.mark.parametrize(
    ("text", "day", "origin"),
    [
        ("VARNA, March 4, 2015 (AP) - " + LEAD, date(2015, 3, 4), DateOrigin.DATELINE),
        # Only a full date of that very day, or a copyright notice, proves the year of a dateline.
        ("VARNA, March 4 (AP) - " + LEAD + " It was taken on March 4, 2015.", date(2015, 3, 4), DateOrigin.DATELINE),
        ("VARNA, March 4 (AP) - " + LEAD + "\n© 2015 The Agency", date(2015, 3, 4), DateOrigin.DATELINE),
        ("VARNA, March 4 (AP) - " + LEAD + " The war began in 2011.", None, DateOrigin.NONE),
        ("VARNA, March 4 (AP) - " + LEAD + " On March 4, 1915, it was shelled. The war began in 2011.", None, DateOrigin.NONE),
        ("VARNA, March 4 (AP) - On Friday " + LEAD + "\n© 2015 The Agency", None, DateOrigin.NONE),  # a Wednesday
        ("VARNA, February 29 (AP) - " + LEAD + "\n© 2015 The Agency", None, DateOrigin.NONE),
        ("Published: 4 March 2015\n" + LEAD, date(2015, 3, 4), DateOrigin.TEXT),
        ("Headline\nBy A. Writer, 4 March 2015 10:15 GMT\n" + LEAD, date(2015, 3, 4), DateOrigin.TEXT),
        ("Headline\nWednesday, March 4, 2015\n" + LEAD, date(2015, 3, 4), DateOrigin.TEXT),
        (LEAD + "\nPosted on 2015-03-04T08:00", date(2015, 3, 4), DateOrigin.TEXT),
        # A picture's date, an event's date, two labels, a chronology, an ambiguous number: no date.
        ("A soldier at Varna on March 4, 2015. Photo: X\n" + LEAD, None, DateOrigin.NONE),
        (LEAD + " On March 20, 2003 the war began.", None, DateOrigin.NONE),
        ("Published: 4 March 2015\nPublished: 5 March 2015\n" + LEAD, None, DateOrigin.NONE),
        ("4 March 2015\n" + LEAD + "\n5 March 2015\n" + LEAD, None, DateOrigin.NONE),
        ("4 March 2015\n" + LEAD + " By 9 May 2015 it was over.", None, DateOrigin.NONE),
        ("Published: 03/04/2015\n" + LEAD, None, DateOrigin.NONE),
        ("Updated: 4 March 2015\n" + LEAD, None, DateOrigin.NONE),
    ],
)
def test_a_text_is_dated_only_by_what_proves_its_publication(text, day, origin):
    found = find_publication(text)
    assert (found.day, found.origin) == (day, origin)


@pytest.mark.parametrize(
    "value", ["2015-03-04", "2015-03-04T23:59:00+02:00", "4 March 2015", "March 4th, 2015", "Wed, 04 Mar 2015 10:00:00 GMT", "31.12.2015"]
)
def test_fields_take_full_dates(value):
    assert parse_day(value).year == 2015


@pytest.mark.parametrize("value", ["2015", "2015-03", "03/04/2015", "31 June 2015", "2015-13-01", "yesterday", "", "4 March"])
def test_fields_refuse_what_is_no_single_day(value):
    with pytest.raises(ValueError, match=r"date|no |cannot"):
        parse_day(value)


def test_impossible_and_ambiguous_days_are_not_found_in_text():
    text = "31 June 2015, 03/04/2015, 12/31/2015, June 30, 2015, v2015-03-04-1"
    assert [found.day for found in find_written_dates(text)] == [date(2015, 12, 31), date(2015, 6, 30)]


def page(head, body=""):
    return f"<html lang='en'><head><title>T</title>{head}</head><body><article>{body}<p>{LEAD * 4}</p></article></body></html>"


def test_a_page_is_dated_by_what_it_declares_and_not_by_what_it_mentions():
    declared = page('<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2015-03-04T10:00:00Z"}</script>')
    assert parse_webpage(declared).published == date(2015, 3, 4)
    assert parse_webpage(page("<meta name='dc.date.issued' content='2015-03-04'>")).published == date(2015, 3, 4)
    assert parse_webpage(page("", "<time itemprop='datePublished' datetime='2015-03-04'>x</time>")).published == date(2015, 3, 4)
    mentioned = page("<meta name='last-modified' content='2016-01-01'>", "<p>On 3 March 2014 the war began. © 2013</p>")
    assert parse_webpage(mentioned).published is None


def test_a_page_that_declares_two_days_has_none():
    two = page("<meta name='pubdate' content='2015-03-04'><meta name='dc.date.issued' content='2015-04-04'>")
    assert parse_webpage(two).published is None
    assert parse_webpage(two).conflicting_dates == (date(2015, 3, 4), date(2015, 4, 4))


def test_one_moment_in_two_time_zones_is_one_day():
    local = "<meta property='article:published_time' content='2015-03-04T22:30:00-04:00'>"
    universal = '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2015-03-05T02:30:00Z"}</script>'
    assert parse_webpage(page(local + universal)).published == date(2015, 3, 4)
    assert parse_webpage(page(local + universal.replace("02:30", "03:30"))).published is None


def test_the_raw_articles_are_reported_by_name_and_never_misdated(shared):
    problems = []
    truth = {
        document.text.strip(): document.published for document in read_documents([shared / "seeds" / "articles"], report=problems.append)
    }
    assert not problems and len(truth) == 5
    for document in read_documents([shared / "seeds" / "raw"], report=problems.append):
        assert document.published in (None, truth[document.text.strip()])
        assert (document.published is None) == any(problem.path == document.path for problem in problems)
