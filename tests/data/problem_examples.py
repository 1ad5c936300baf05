"""One real mistake for each problem code, and the line that is printed for it.

The tests hold these against what is printed, and the guide's page on problems against these.
Each example changes some files of the sound package in ``conftest.py``; ``None`` leaves one out.
"""

from __future__ import annotations

from typing import NamedTuple

from .conftest import DESCRIPTOR

Files = dict[str, "str | bytes | None"]


class Example(NamedTuple):
    """A mistake and what is printed for it."""

    files: Files
    printed: str


def _visit(*lines: str) -> Files:
    return {"visits.yaml": "\n  ".join(("- id: v1", "ship: Aurora", *lines)) + "\n"}


def _descriptor(old: str, new: str) -> Files:
    assert DESCRIPTOR.count(old) == 1, old
    return {"datapackage.yaml": DESCRIPTOR.replace(old, new)}


EXAMPLES: dict[str, Example] = {
    "file.missing": Example(
        {"visits.yaml": None, "visit.yaml": ""},
        "visits.yaml: [file.missing] there is no such file. Did you mean 'visit.yaml'?",
    ),
    "file.unreadable": Example(
        {"visits.yaml": None, "visits.yaml/a.yaml": "- id: v1\n  ship: Aurora\n"},
        "visits.yaml: [file.unreadable] this is a folder; name a file in it, or a pattern",
    ),
    "file.too-large": Example(
        {"visits.yaml": b"#" * (20 * 2**20)},
        "visits.yaml: [file.too-large] the file has 20 MB, and a data file may have 16 MB; split "
        "it into several files in a folder, and name them by a pattern such as 'folder/*.yaml'",
    ),
    "file.empty": Example(
        {"visits.yaml": "# to be written\n"},
        "visits.yaml:1:1: [file.empty] there is nothing but comments in this file; write at least "
        "one record, or []",
    ),
    "file.encoding": Example(
        {"visits.yaml": "- id: v1\n  ship: Étoile\n".encode("cp1252")},
        "visits.yaml:2:9: [file.encoding] byte 0xc9 (in Windows-1252 it would be 'É') is not "
        "UTF-8; save the file with the encoding UTF-8",
    ),
    "file.control-character": Example(
        {"visits.yaml": "- id: v1\n  ship: Aur\u2028ora\n"},
        "visits.yaml:2:12: [file.control-character] the invisible character U+2028 (line "
        "separator) stands here; delete it",
    ),
    "file.format": Example(
        _descriptor("path: piers.yaml", "path: piers.xlsx") | {"piers.xlsx": "PK"},
        "piers.xlsx: [file.format] '.xlsx' is no kind of data file; use .yaml, .yml, .json, .csv "
        "or .bib",
    ),
    "file.syntax": Example(
        _visit("note: Warning: shallow water"),
        "visits.yaml:3:16: [file.syntax] the value of 'note' holds a colon; put the value in "
        'quotation marks: note: "Warning: shallow water"',
    ),
    "file.nesting": Example(
        _visit("goods: " + "[" * 130 + "]" * 130),
        "visits.yaml:3:10: [file.nesting] brackets stand inside each other, deeper than a record "
        "can be",
    ),
    "file.expansion": Example(
        {
            "visits.yaml": "- &a [ship, ship, ship, ship, ship, ship, ship, ship]\n"
            + "".join(
                f"- &{name} [*{before}, *{before}, *{before}, *{before}, *{before}, *{before}]\n"
                for before, name in zip("abcdefgh", "bcdefghi", strict=True)
            )
        },
        "visits.yaml:1:1: [file.expansion] the anchors (&) and aliases (*) of this file stand for "
        "too much text; write the values out, or put what they share into a collection of its own",
    ),
    "file.duplicate-key": Example(
        _visit("crew: 3", "crew: 4"),
        "visits.yaml:4:3: [file.duplicate-key] 'crew' stands twice in the same record, first in "
        "line 3; keep one",
    ),
    "file.shape": Example(
        {"visits.yaml": "Aurora came on Monday.\n"},
        "visits.yaml:1:1: [file.shape] expected records, each of them fields such as 'title: …', "
        "found the text 'Aurora came on Monday.'",
    ),
    "file.header": Example(
        {
            "figures.csv": "id,value,unit,as_of\nberths,12,berths,2026\n"
            "tides,2,a day,or three,2026\n"
        },
        "figures.csv:3:1: [file.header] this row has 5 cells, but the header has 4; a cell that "
        "holds a comma must stand in quotation marks",
    ),
    "file.too-many-problems": Example(
        {"piers.yaml": "".join(f"- id: p{n}\n  nam: Pier\n" for n in range(600))},
        "piers.yaml: [file.too-many-problems] only the first 1000 problems are shown; correct "
        "these, then check again",
    ),
    "descriptor.schema": Example(
        _descriptor("type: boolean", "type: bool"),
        "datapackage.yaml:32:31: [descriptor.schema] type: 'bool' is not one of string, integer, "
        "number, boolean, date, year, yearmonth, array, any. Did you mean 'boolean'?",
    ),
    "descriptor.unknown-key": Example(
        _descriptor("title: Crew", "titel: Crew"),
        "datapackage.yaml:31:39: [descriptor.unknown-key] 'titel' is not a key here; the keys are "
        "name, type, title, description, format, example, categories, constraints, report. Did "
        "you mean 'title'?",
    ),
    "descriptor.path": Example(
        _descriptor("path: piers.yaml", "path: ../piers.yaml"),
        "datapackage.yaml:9:11: [descriptor.path] path: '../piers.yaml' must name a file in the "
        "folder of this descriptor or below it, with '/' between folder and file, such as "
        "'folder/*.yaml'",
    ),
    "descriptor.field": Example(
        _descriptor("report: {title: ship, home: log", "report: {title: shp, home: log"),
        "datapackage.yaml:20:21: [descriptor.field] title: 'shp' is not a field of this "
        "collection; the fields are id, ship, code, date, known, left, kind, crew, guest, pier, "
        "goods, page, note, story, sources. Did you mean 'ship'?",
    ),
    "descriptor.collection": Example(
        _descriptor("references: piers", "references: pier"),
        "datapackage.yaml:33:72: [descriptor.collection] references: 'pier' is not a collection; "
        "the collections are piers, visits, figures. Did you mean 'piers'?",
    ),
    "descriptor.duplicate": Example(
        _descriptor("categories: [day, month, year]", "categories: [day, month, year, day]"),
        "datapackage.yaml:28:84: [descriptor.duplicate] categories: 'day' stands twice; keep one",
    ),
    "descriptor.key": Example(
        _descriptor("primaryKey: [id]", "primaryKey: [key]"),
        "datapackage.yaml:12:19: [descriptor.key] primaryKey: 'key' is not one of the fields id, "
        "name, length.",
    ),
    "descriptor.pattern": Example(
        _descriptor('"[A-Z]{3}"', '"[A-Z"'),
        "datapackage.yaml:26:74: [descriptor.pattern] pattern: '[A-Z' is no regular expression: "
        "unterminated character set at position 0",
    ),
    "descriptor.constraint": Example(
        _descriptor("constraints: {minimum: 1, maximum: 5000}", "constraints: {pattern: a}"),
        "datapackage.yaml:16:78: [descriptor.constraint] pattern: is for fields of type string; "
        "this one is of type number",
    ),
    "data.type": Example(
        _visit("crew: 1,250"),
        "visits.yaml:3:9: [data.type] crew: expected a whole number, found the text '1,250'; write "
        "1250, without separators",
    ),
    "data.required": Example(
        {"visits.yaml": "- id: v1\n- id: v3\n  ship: Corona\n"},
        "visits.yaml:1:3: [data.required] ship: this field is required, but missing; expected a "
        "text",
    ),
    "data.unknown-field": Example(
        _visit("crw: 3"),
        "visits.yaml:3:3: [data.unknown-field] 'crw' is not a field here; the fields are id, ship, "
        "code, date, known, left, kind, crew, guest, pier, goods, page, note, story, sources. Did "
        "you mean 'crew'?",
    ),
    "data.enum": Example(
        _visit("kind: Cargo"),
        "visits.yaml:3:9: [data.enum] kind: 'Cargo' is not one of cargo, ferry. Did you mean "
        "'cargo'?",
    ),
    "data.pattern": Example(
        _visit("code: AU"),
        "visits.yaml:3:9: [data.pattern] code: 'AU' is not of the form [A-Z]{3}.",
    ),
    "data.id": Example(
        {"visits.yaml": "- id: First Visit\n  ship: Aurora\n"},
        "visits.yaml:1:7: [data.id] id: 'First Visit' is not made of lower-case letters, digits "
        "and single hyphens, as in 'new-delhi-2019'. Did you mean 'first-visit'?",
    ),
    "data.range": Example(
        {"piers.yaml": "- id: north\n  name: North pier\n  length: 0.5\n"},
        "piers.yaml:3:11: [data.range] length: 0.5 is less than 1",
    ),
    "data.length": Example(
        _visit("goods: [coal, fish, salt, tea]"),
        "visits.yaml:3:10: [data.length] goods: too long: at most 3 entries",
    ),
    "data.date": Example(
        _visit("date: 2026-02-30"),
        "visits.yaml:3:9: [data.date] date: '2026-02-30' is a day that does not exist",
    ),
    "data.format": Example(
        _visit("page: www.a.example"),
        "visits.yaml:3:9: [data.format] page: 'www.a.example' is no whole address; it must begin "
        "with https://, http:// or mailto:, and hold no spaces",
    ),
    "data.list-entry": Example(
        _visit("goods: [coal; fish]"),
        "visits.yaml:3:11: [data.list-entry] goods: a list entry may not hold a semicolon, which "
        "separates entries in CSV",
    ),
    "data.markdown": Example(
        _visit("story: |", "  Came in the fog.", "", "  ![a ship](ship.png)"),
        "visits.yaml:6:5: [data.markdown] story: an image may not stand in data; allowed are text, "
        "emphasis, code, links and roles, paragraphs and lists",
    ),
    "data.role": Example(
        _visit('note: "See {cit}`harbour2020`."'),
        "visits.yaml:3:14: [data.role] note: the role '{cit}' is not for data; the roles are "
        "report:ref, report:fact, report:count, cite, ref, doc, term, abbr, sub, sup. Did you mean "
        "'cite'?",
    ),
    "data.filter": Example(
        _visit("note: \"{report:count}`visits where knd == 'ferry'` ferries.\""),
        "visits.yaml:3:10: [data.filter] note: {report:count}: at character 1, 'knd' is not a "
        "field; the fields are id, ship, code, date, known, left, kind, crew, guest, pier, goods, "
        "page, note, story, sources. Did you mean 'kind'?",
    ),
    "data.duplicate-id": Example(
        {"visits.yaml": "- id: v2\n  ship: Aurora\n"},
        "more/v2.yaml:1:5: [data.duplicate-id] id: 'v2' is already the key of the record in "
        "visits.yaml:1; give this one another key, or merge the two",
    ),
    "data.duplicate-value": Example(
        {
            "visits.yaml": "- {id: v1, ship: Aurora, code: AUR}\n"
            "- {id: v3, ship: Corona, code: AUR}\n"
        },
        "visits.yaml:2:32: [data.duplicate-value] code: 'AUR' must be unique, but is already the "
        "value of 'v1'",
    ),
    "data.same": Example(
        {
            "visits.yaml": "- {id: v1, ship: Aurora, date: 2026-05-01}\n"
            "- {id: v3, ship: Aurora, date: 2026-05-01}\n"
        },
        "visits.yaml:2:3: [data.same] 'v3' has the same date and ship as 'v1' in visits.yaml:1; "
        "merge the two, or name in `distinct` a field that tells them apart",
    ),
    "data.reference": Example(
        _visit("pier: nort"),
        "visits.yaml:3:9: [data.reference] pier: 'nort' is not a key of the collection 'piers'. "
        "Did you mean 'north'?",
    ),
    "data.source": Example(
        _visit("sources: [harbour2020, harbor2020]"),
        "visits.yaml:3:26: [data.source] sources: 'harbor2020' is not in the bibliography; add the "
        "source there, or correct its key. Did you mean 'harbour2020'?",
    ),
    "data.date-order": Example(
        _visit("date: 2026-05-04", "left: 2026-05-03"),
        "visits.yaml:4:9: [data.date-order] left: 2026-05-03 is before date, which is 2026-05-04; "
        "correct one of the two",
    ),
    "data.unit": Example(
        {"figures.csv": "id,value,unit,as_of\nberths,12,,2026\n"},
        "figures.csv:2:8: [data.unit] value: the figure 12 needs the field 'unit'",
    ),
    "data.review-due": Example(
        {"figures.csv": "id,value,unit,as_of,review_by\nberths,12,berths,2025,2026-01-01\n"},
        "figures.csv:2:23: [data.review-due] review_by: 2026-01-01 has passed on 2026-06-30; check "
        "the sources again and move the date",
    ),
}
