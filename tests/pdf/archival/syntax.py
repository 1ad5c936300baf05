"""Rules about the file as bytes and objects: clauses 6.1, 6.4, 6.5 and 6.8 to 6.11 of PDF/A-3."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pikepdf

from pdf.archival.file import ArchivalFile, absent, rules

_FILTERS = frozenset(
    f"/{name}Decode"
    for name in ("ASCIIHex", "ASCII85", "Flate", "RunLength", "CCITTFax", "JBIG2", "DCT", "JPX")
)
_ACTIONS = frozenset({"/GoTo", "/GoToR", "/GoToE", "/Thread", "/URI", "/Named", "/SubmitForm"})
_NAMED = frozenset({"/NextPage", "/PrevPage", "/FirstPage", "/LastPage"})


@rules("A 6.1.2-1", "A 6.1.2-2", "UA 6.1-1")
def the_header_is_one_of_pdf_1(file: ArchivalFile) -> Iterator[str]:
    if not re.match(rb"%PDF-1\.[0-7](?:\r\n|\r|\n)%[\x80-\xff]{4}", file.raw):
        yield f"begins with {file.raw[:20]!r}"


@rules("A 6.1.3-1", "A 6.1.3-2")
@absent("UA 7.16-1")
def the_trailer_identifies_and_does_not_encrypt(file: ArchivalFile) -> Iterator[str]:
    if not all(bytes(one) for one in file.pdf.trailer.get("/ID", [b""])):
        yield "no identifier"
    if "/Encrypt" in file.pdf.trailer or file.pdf.is_encrypted:
        yield "encrypted"


@rules("A 6.1.3-3")
def nothing_follows_the_end(file: ArchivalFile) -> Iterator[str]:
    if not re.search(rb"%%EOF(?:\r\n|\r|\n)?\Z", file.raw):
        yield f"ends with {file.raw[-20:]!r}"


@absent("A 6.1.4-2")
def places_stand_in_a_stream_and_not_in_a_table(file: ArchivalFile) -> Iterator[str]:
    start = int(re.findall(rb"startxref\s+(\d+)", file.raw)[-1])
    if not re.match(rb"\d+ 0 obj", file.raw[start : start + 20]):
        yield "a table of places"
    if re.search(rb"[\r\n]xref\s", file.between_streams):
        yield "a second table of places"


@rules("A 6.1.6-1", "A 6.1.6-2")
def hexadecimal_strings_are_pairs_of_digits(file: ArchivalFile) -> Iterator[str]:
    for kind, token in file.tokens:
        if kind == "hex":
            digits = re.sub(rb"[\s\x00]", b"", token[1:-1])
            if len(digits) % 2 or not re.fullmatch(rb"[0-9A-Fa-f]*", digits):
                yield f"{token[:40]!r}"


@rules("A 6.1.7.1-1", "A 6.1.7.1-2")
def streams_are_as_long_as_they_say(file: ArchivalFile) -> Iterator[str]:
    for dictionary, begins, ends in file.stream_places:
        if not re.match(rb"(?:\r\n|\n|\r)endstream", file.raw[ends : ends + 11]):
            yield f"after {file.raw[begins : begins + 10]!r} of {dictionary[:60]!r}"
        if file.raw[ends - 1 : ends + 1] == b"\r\n":
            yield f"the last byte of {dictionary[:60]!r} reads as part of the end of line"
    if len(file.stream_places) < len(file.streams):
        yield "streams that were not found"


@rules("A 6.1.7.1-3", "A 6.1.7.2-1")
def streams_are_inside_and_known_to_all(file: ArchivalFile) -> Iterator[str]:
    for stream in file.streams:
        outside = {"/F", "/FFilter", "/FDecodeParms"} & set(stream.keys())
        filters = stream.get("/Filter", pikepdf.Array())
        for one in filters if isinstance(filters, pikepdf.Array) else [filters]:
            if str(one) not in _FILTERS:
                yield f"filter {one}"
        if outside:
            yield f"{outside} in object {stream.objgen[0]}"
    found = re.findall(rb"/(\w+Decode)\b", b"".join(one for one, _, _ in file.stream_places))
    for name in {one.decode() for one in found} - {one[1:] for one in _FILTERS}:
        yield f"filter {name}"


@rules("A 6.1.8-1")
def names_are_utf_8(file: ArchivalFile) -> Iterator[str]:
    for kind, token in file.tokens:
        if kind == "name":
            value = re.sub(
                rb"#([0-9A-Fa-f]{2})", lambda code: bytes.fromhex(code[1].decode()), token
            )
            try:
                value.decode()
            except UnicodeDecodeError:
                yield f"{token!r}"


@rules("A 6.1.9-1")
def objects_stand_on_lines_of_their_own(file: ArchivalFile) -> Iterator[str]:
    text = file.between_streams
    for match in re.finditer(rb"(.?)(\d+\s+\d+\s+obj)(.)", text, re.DOTALL):
        if match[1] not in b"\r\n0123456789" or not re.fullmatch(rb"\d+ \d+ obj", match[2]):
            yield f"{match[0]!r}"
        if match[3] not in b"\r\n":
            yield f"{match[0]!r}"
    for match in re.finditer(rb"(.)endobj(.)", text, re.DOTALL):
        if match[1] not in b"\r\n" or match[2] not in b"\r\n":
            yield f"{match[0]!r}"


@rules("A 6.1.13-1", "A 6.1.13-2", "A 6.1.13-5")
def numbers_are_neither_too_large_nor_too_small(file: ArchivalFile) -> Iterator[str]:
    for kind, token in file.tokens:
        if kind == "number":
            value = abs(float(token))
            if value > (3.403e38 if b"." in token else 2147483647) or 0 < value < 1.175e-38:
                yield f"{token!r}"


@rules("A 6.1.13-3", "A 6.1.13-4")
def strings_and_names_are_short(file: ArchivalFile) -> Iterator[str]:
    longest = {"name": 128, "literal": 32769, "hex": 65536}
    for kind, token in file.tokens:
        if len(token) > longest.get(kind, len(token)):
            yield f"{kind} of {len(token)} bytes"


@rules("A 6.1.13-7")
def there_are_not_too_many_objects(file: ArchivalFile) -> Iterator[str]:
    if len(file.pdf.objects) > 8388607:
        yield f"{len(file.pdf.objects)} objects"


@rules("A 6.1.13-11")
def pages_are_of_a_possible_size(file: ArchivalFile) -> Iterator[str]:
    for number, page in enumerate(file.pdf.pages, 1):
        for name in ("/MediaBox", "/CropBox", "/TrimBox", "/BleedBox", "/ArtBox"):
            if name in page.obj:
                left, bottom, right, top = (float(edge) for edge in page.obj[name])
                if not all(3 <= abs(side) <= 14400 for side in (right - left, top - bottom)):
                    yield f"page {number}: {name}"


@rules("A 6.5.1-1", "A 6.5.1-2")
def actions_do_nothing_but_lead_elsewhere(file: ArchivalFile) -> Iterator[str]:
    for action in file.actions:
        if str(action.S) not in _ACTIONS:
            yield f"action {action.S}"
        if action.S == "/Named" and str(action.N) not in _NAMED:
            yield f"action {action.N}"


@rules("A 6.5.2-1", "A 6.5.2-2", "A 6.10-1", "A 6.10-2", "A 6.11-1", "A 6.4.2-2")
@absent("A 6.1.12-1", "A 6.1.12-2")
def nothing_happens_by_itself(file: ArchivalFile) -> Iterator[str]:
    refused = {"/AA", "/Requirements", "/NeedsRendering", "/Perms"}
    yield from sorted(refused & set(file.pdf.Root.keys()))
    if "/AlternatePresentations" in file.pdf.Root.get("/Names", {}):
        yield "other presentations"
    for number, page in enumerate(file.pdf.pages, 1):
        yield from (f"page {number}: {one}" for one in {"/AA", "/PresSteps"} & set(page.obj.keys()))


@rules("A 6.8-1", "A 6.8-2", "A 6.8-3", "A 6.8-4", "UA 7.11-1")
def attached_files_say_what_they_are(file: ArchivalFile) -> Iterator[str]:
    associated = {one.objgen for one in file.pdf.Root.get("/AF", [])}
    for one in file.objects:
        if "/EF" not in one:
            continue
        if not str(one.get("/F", "")) or not str(one.get("/UF", "")):
            yield "a file without both names"
        if not isinstance(one.get("/AFRelationship"), pikepdf.Name):
            yield f"{one.get('/UF')}: what it is to the document"
        if one.objgen not in associated:
            yield f"{one.get('/UF')}: not associated"
        for stream in one.EF.values():
            if not re.fullmatch(r"/[-\w+.]+/[-\w+.]+", str(stream.get("/Subtype", ""))):
                yield f"{one.get('/UF')}: kind {stream.get('/Subtype')}"


@absent("A 6.4.1-1", "A 6.4.1-2", "A 6.4.1-3", "A 6.4.2-1", "A 6.4.3-1", "A 6.4.3-2", "A 6.4.3-3")
@absent("UA 7.15-1", "UA 7.18.1-3", "UA 7.18.4-1", "UA 7.18.4-2", "UA 7.2-25", "A 6.3.3-3")
def there_is_no_form_and_no_signature(file: ArchivalFile) -> Iterator[str]:
    if "/AcroForm" in file.pdf.Root:
        yield "a form"
    for one in file.objects:
        if one.get("/Subtype") == "/Widget" or one.get("/Type") == "/Sig" or "/FT" in one:
            yield f"object {one.objgen[0]}"


@absent("A 6.9-1", "A 6.9-2", "A 6.9-3", "A 6.9-4", "UA 7.10-1", "UA 7.10-2")
@absent("UA 7.18.6.2-1", "UA 7.18.6.2-2")
def nothing_can_be_switched_off_or_played(file: ArchivalFile) -> Iterator[str]:
    if "/OCProperties" in file.pdf.Root:
        yield "layers"
    for one in file.objects:
        if one.get("/Type") in {"/OCG", "/OCMD", "/MediaClip", "/Rendition"}:
            yield str(one.Type)


@rules("A 6.3.1-1", "A 6.3.2-1", "A 6.3.2-2", "A 6.3.3-1", "A 6.3.3-2", "A 6.3.3-4")
@rules("UA 7.18.1-1", "UA 7.18.1-2", "UA 7.18.2-1", "UA 7.18.5-2", "UA 7.18.3-1")
@absent("UA 7.18.8-1")
def annotations_are_links_that_print_and_say_where_they_lead(file: ArchivalFile) -> Iterator[str]:
    for page, one in file.annotations:
        flags = int(one.get("/F", 0))
        if one.Subtype != "/Link":
            yield f"annotation {one.Subtype}"
        # Shown and printed: bit 3 is set, and none of invisible, hidden, no view, toggled.
        if flags & (1 | 2 | 4 | 32 | 256) != 4:
            yield f"flags {flags}"
        if "/AP" in one:
            yield "an appearance of its own"
        if not str(one.get("/Contents", "")):
            yield "no description"
        if page.obj.get("/Tabs") != "/S":
            yield f"page {page.index + 1}: not in the order of the tags"
