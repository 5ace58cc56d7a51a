#!/usr/bin/env python3
"""Reads a calendar or a feed from standard input and prints what it found as one JSON document.

    read_feed.py calendar|atom <FILE

The second opinion of the tests: other programs in another language than the one that wrote them.
"""

import json
import sys

import feedparser
import icalendar


def calendar(text: bytes) -> dict:
    read = icalendar.Calendar.from_ical(text)
    events = [component for component in read.walk("VEVENT")]
    return {
        "name": str(read.get("X-WR-CALNAME", "")),
        "method": str(read.get("METHOD", "")),
        "refresh_seconds": read["REFRESH-INTERVAL"].dt.total_seconds(),
        "faults": [str(fault) for component in read.walk() for fault in component.errors],
        "events": [event(one) for one in events],
    }


def event(one: icalendar.Event) -> dict:
    conference = one.get("CONFERENCE")
    return {
        "uid": str(one["UID"]),
        "sequence": int(one["SEQUENCE"]),
        "status": str(one["STATUS"]),
        "summary": str(one["SUMMARY"]),
        "summary_language": one["SUMMARY"].params.get("LANGUAGE"),
        "description": str(one["DESCRIPTION"]),
        "location": str(one["LOCATION"]),
        "contact": str(one["CONTACT"]),
        "start": one.decoded("DTSTART").isoformat(),
        "organizer": str(one["ORGANIZER"]),
        "organizer_name": one["ORGANIZER"].params.get("CN"),
        "url": str(one["URL"]),
        "categories": [str(category) for category in one["CATEGORIES"].cats],
        "conference": conference and str(conference),
        "conference_feature": conference and conference.params.get("FEATURE"),
        "conference_label": conference and conference.params.get("LABEL"),
    }


def atom(text: bytes) -> dict:
    read = feedparser.parse(text)
    feed = read.feed
    return {
        "version": read.version,
        "broken": bool(read.bozo),
        "id": feed.id,
        "title": feed.title,
        "language": feed.get("language"),
        "updated": feed.updated,
        "author": feed.author,
        "links": {link.rel: link.href for link in feed.links},
        "entries": [
            {
                "id": one.id,
                "title": one.title,
                "updated": one.updated,
                "published": one.published,
                "author": one.author,
                "summary": one.summary,
                "content": one.content[0].value,
                "content_type": one.content[0].type,
                "links": {link.rel: link.href for link in one.links},
                "categories": [tag.term for tag in one.tags],
            }
            for one in read.entries
        ],
    }


if __name__ == "__main__":
    readers = {"calendar": calendar, "atom": atom}
    json.dump(readers[sys.argv[1]](sys.stdin.buffer.read()), sys.stdout, ensure_ascii=True)
