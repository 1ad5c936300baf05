"""A collection with a field of each kind, for filters."""

from __future__ import annotations

from indonato_report.data.descriptor import Field

from .conftest import collection_of

GRADES = {"low": "Low", "mid": "Middle", "high": "High"}
THINGS = collection_of(
    Field("kind", "string", "Kind", categories={"visit": "Visit", "talk": "Talk"}),
    Field("grade", "string", "Grade", categories=GRADES),
    Field("other_grade", "string", "Other grade", categories=GRADES),
    Field("title", "string", "Title"),
    Field("date", "date", "Date"),
    Field("end", "date", "End"),
    Field("year", "year", "Year"),
    Field("month", "yearmonth", "Month"),
    Field("count", "integer", "Count"),
    Field("share", "number", "Share"),
    Field("open", "boolean", "Open"),
    Field("tags", "array", "Tags"),
    Field("domains", "array", "Domains", references="domains"),
    Field("home", "string", "Home", references="domains"),
    Field("value", "any", "Value"),
)


def keys(collection: str) -> list[str] | None:
    return ["sea", "space"] if collection == "domains" else None
