"""The rules of PDF/A-3a and PDF/UA-1, one by one, on finished files.

The rules are counted as veraPDF's profiles count them, 155 and 106; the checks are our own. That a
check sees what it is there for is shown by files that have been spoilt on purpose.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest

from pdf.archival.checks import ABSENT, CHECKS, ArchivalFile, broken_rules
from pdf.conftest import Built
from pdf.validator import PROFILES, validated

#: The numbers of the rules of each clause.
PDF_A_3A = """6.1.2:1-2 6.1.3:1-3 6.1.4:2 6.1.6:1-2 6.1.7.1:1-3 6.1.7.2:1 6.1.8:1 6.1.9:1 6.1.10:1
6.1.12:1-2 6.1.13:1-5,7-11 6.2.2:1-2 6.2.3:1-3 6.2.4.2:1-2 6.2.4.3:2-4 6.2.4.4:1-2 6.2.5:1-6 6.2.6:1
6.2.8:1-5 6.2.8.3:1-5 6.2.9:1-3 6.2.10:1-2 6.2.11.2:1-7 6.2.11.3.1:1 6.2.11.3.2:1 6.2.11.3.3:1-3
6.2.11.4.1:1-2 6.2.11.4.2:1-2 6.2.11.5:1 6.2.11.6:1-4 6.2.11.7.2:1-2 6.2.11.7.3:1 6.2.11.8:1 6.3.1:1
6.3.2:1-2 6.3.3:1-4 6.4.1:1-3 6.4.2:1-2 6.4.3:1-3 6.5.1:1-2 6.5.2:1-2 6.6.2.1:1-5 6.6.2.3.1:1-2
6.6.2.3.2:1 6.6.2.3.3:1-18 6.6.4:1-7 6.7.2.2:1 6.7.3.3:1 6.7.3.4:1-3 6.7.4:1 6.8:1-4 6.9:1-4
6.10:1-2 6.11:1"""
PDF_UA_1 = """5:1-5 6.1:1 6.2:1 7.1:1-12 7.2:2-34,36-43 7.3:1 7.4.2:1 7.4.4:1-3 7.5:1-2 7.7:1
7.9:1-2 7.10:1-2 7.11:1 7.15:1 7.16:1 7.18.1:1-3 7.18.2:1 7.18.3:1 7.18.4:1-2 7.18.5:1-2
7.18.6.2:1-2 7.18.8:1 7.20:1-2 7.21.3.1:1 7.21.3.2:1 7.21.3.3:1-3 7.21.4.1:1-2 7.21.4.2:1-2 7.21.5:1
7.21.6:1-4 7.21.7:1-2 7.21.8:1"""


def _rules(profile: str, clauses: str) -> set[str]:
    found = set()
    for clause in clauses.split():
        name, _, numbers = clause.partition(":")
        for part in numbers.split(","):
            first, _, last = part.partition("-")
            for number in range(int(first), int(last or first) + 1):
                found.add(f"{profile} {name}-{number}")
    return found


def test_every_rule_is_looked_after() -> None:
    archive, access = _rules("A", PDF_A_3A), _rules("UA", PDF_UA_1)
    assert (len(archive), len(access)) == (155, 106)
    assert {rule for names in CHECKS.values() for rule in names} == archive | access
    assert archive | access > ABSENT


def test_a_file_with_something_of_everything_breaks_no_rule(everything: Built) -> None:
    assert broken_rules(everything.file) == {}


@pytest.mark.parametrize("profile", PROFILES)
def test_a_validator_of_others_finds_nothing(everything: Built, profile: str) -> None:
    assert validated(everything.file, profile) == []


def _first(pdf: pikepdf.Pdf, **wanted: str) -> pikepdf.Object:
    """The first dictionary with these values."""
    for one in pdf.objects:
        if isinstance(one, (pikepdf.Dictionary, pikepdf.Stream)) and all(
            one.get(f"/{key}") == f"/{value}" for key, value in wanted.items()
        ):
            return one
    raise AssertionError(wanted)


def _painted(data: bytes) -> Callable[[pikepdf.Pdf], None]:
    return lambda pdf: pdf.pages[-1].contents_add(data)


def _rewritten(old: str, new: str) -> Callable[[pikepdf.Pdf], None]:
    def spoil(pdf: pikepdf.Pdf) -> None:
        text = pdf.Root.Metadata.read_bytes().decode()
        assert re.search(old, text)
        pdf.Root.Metadata.write(re.sub(old, new, text, count=1).encode())

    return spoil


def _without(key: str, **wanted: str) -> Callable[[pikepdf.Pdf], None]:
    def spoil(pdf: pikepdf.Pdf) -> None:
        del _first(pdf, **wanted)[key]

    return spoil


def _with(key: str, value: object, **wanted: str) -> Callable[[pikepdf.Pdf], None]:
    def spoil(pdf: pikepdf.Pdf) -> None:
        _first(pdf, **wanted)[key] = value

    return spoil


def _one_more_file(pdf: pikepdf.Pdf) -> None:
    pdf.attachments["more.txt"] = b"What is it to the document?"


def _a_cell_less(pdf: pikepdf.Pdf) -> None:
    row = next(tag for tag in _tags(pdf) if tag.S == "/TR" and len(tag.K) > 1)
    del row.K[-1]


def _without_headers(pdf: pikepdf.Pdf) -> None:
    for tag in _tags(pdf):
        if tag.S in {"/TD", "/TH"} and "/A" in tag:
            del tag["/A"]


def _tags(pdf: pikepdf.Pdf) -> list[pikepdf.Object]:
    return [
        one
        for one in pdf.objects
        if isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/StructElem"
    ]


def _script(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="1")


def _another_width(pdf: pikepdf.Pdf) -> None:
    for font in pdf.objects:
        if isinstance(font, pikepdf.Dictionary) and "/W" in font and "/DW" in font:
            font.W = pikepdf.Array([0, 65535, 777])


def _without_meanings(pdf: pikepdf.Pdf) -> None:
    _first(pdf, Type="Font", Subtype="Type0").ToUnicode.write(b"begincmap endcmap")


def _without_glyph_list(pdf: pikepdf.Pdf) -> None:
    for one in pdf.objects:
        if isinstance(one, pikepdf.Dictionary) and "/CIDSet" in one:
            one.CIDSet.write(b"\x80")


Name = pikepdf.Name
FIGURE = {"Type": "StructElem", "S": "Figure"}
LINK = {"Type": "Annot", "Subtype": "Link"}
SPOILT: list[tuple[str, Callable[[pikepdf.Pdf], None]]] = [
    ("nothing_happens_by_itself", lambda pdf: pdf.Root.update({"/AA": pikepdf.Dictionary()})),
    ("actions_do_nothing_but_lead_elsewhere", _script),
    ("attached_files_say_what_they_are", _one_more_file),
    ("pages_are_of_a_possible_size", _with("/MediaBox", [0, 0, 2, 2], Type="Page")),
    ("strings_and_names_are_short", _with("/Long", "x" * 40000, Type="Catalog")),
    ("numbers_are_neither_too_large_nor_too_small", _with("/Large", 2**40, Type="Catalog")),
    ("annotations_are_links_that_print_and_say_where_they_lead", _with("/F", 0, **LINK)),
    ("annotations_are_links_that_print_and_say_where_they_lead", _without("/Contents", **LINK)),
    ("links_stand_in_a_tag_of_links", _with("/S", Name.Span, Type="StructElem", S="Link")),
    ("there_is_no_form_and_no_signature", _with("/AcroForm", {}, Type="Catalog")),
    ("nothing_can_be_switched_off_or_played", _with("/OCProperties", {}, Type="Catalog")),
    ("states_are_not_nested_deeply", _painted(b"q " * 29 + b"Q " * 29)),
    ("every_operator_is_known", _painted(b"BX surprise EX")),
    ("every_resource_is_the_streams_own", _painted(b"q /Nowhere gs Q")),
    ("there_are_no_inks", _painted(b"/Artifact BMC 0 0 0 1 k 0 0 9 9 re f EMC")),
    ("rendering_intents_are_known", _painted(b"/Vivid ri")),
    ("no_image_stands_in_a_line", _painted(b"q BI /W 1 /H 1 /BPC 8 /CS /G ID x EI Q")),
    ("what_is_painted_is_either_tagged_or_decoration", _painted(b"0 0 9 9 re f")),
    ("what_is_painted_is_either_tagged_or_decoration", _painted(
        b"/P <</MCID 99>> BDC /Artifact BMC EMC EMC"
    )),
    ("colour_profiles_are_of_a_kind_that_lasts", lambda pdf: pdf.Root.OutputIntents.append(
        pdf.Root.OutputIntents[0]
    )),
    ("fonts_are_whole_and_inside", _without("/FontFile2", Type="FontDescriptor")),
    ("widths_are_those_of_the_font", _another_width),
    ("every_glyph_says_what_it_means", _without_meanings),
    ("a_list_of_the_glyphs_inside_has_all_of_them", _without_glyph_list),
    ("the_claims_are_made", _rewritten("conformance>A", "conformance>B")),
    ("every_property_is_known_and_of_its_form", _rewritten(
        "</rdf:Description>", "<dc:mood>merry</dc:mood></rdf:Description>"
    )),
    ("definitions_of_properties_are_whole", _rewritten("<pdfaProperty:category>[a-z]+<[^>]+>", "")),
    ("namespaces_have_the_prefixes_that_the_standards_ask_for", _rewritten(
        "xmlns:pdfaid=", 'xmlns:x="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfaid='
    )),
    ("the_title_is_told_and_in_a_language", _rewritten("(?s)<dc:title>.*</dc:title>", "")),
    ("metadata_are_one_packet_of_xml", _rewritten(
        "<.xpacket begin=", '<?xpacket bytes="9" begin='
    )),
    ("the_document_says_that_it_is_tagged", lambda pdf: pdf.Root.MarkInfo.update(
        {"/Suspects": True}
    )),
    ("every_tag_has_a_standard_meaning", lambda pdf: pdf.Root.StructTreeRoot.RoleMap.update(
        {"/P": Name.Span}
    )),
    ("every_tag_knows_its_parent", _without("/P", Type="StructElem", S="TR")),
    ("languages_are_named_as_they_should_be", _with("/Lang", "en_GB", Type="Catalog")),
    ("tags_stand_where_they_belong", _with("/S", Name.P, Type="StructElem", S="LI")),
    ("tables_and_lists_are_in_order", _with("/S", Name.TFoot, Type="StructElem", S="TBody")),
    ("pictures_and_formulas_have_a_text", _without("/Alt", **FIGURE)),
    ("headings_go_down_by_one_level", _with("/S", Name.H4, Type="StructElem", S="H2")),
    ("notes_have_names_of_their_own", _without("/ID", Type="StructElem", S="Note")),
    ("rows_and_columns_are_full", _a_cell_less),
    ("every_cell_has_a_header", _without_headers),
]  # fmt: skip


@pytest.mark.parametrize(("check", "spoil"), SPOILT)
def test_what_breaks_a_rule_is_found(
    everything: Built, tmp_path: Path, check: str, spoil: Callable[[pikepdf.Pdf], None]
) -> None:
    spoilt = tmp_path / "spoilt.pdf"
    with pikepdf.open(everything.file) as pdf:
        spoil(pdf)
        pdf.save(spoilt, fix_metadata_version=False)
    (function,) = (one for one in CHECKS if one.__name__ == check)
    assert list(function(ArchivalFile(spoilt)))


@pytest.mark.parametrize(
    ("check", "spoil"),
    [
        ("the_header_is_one_of_pdf_1", lambda raw: b"\n" + raw),
        ("the_header_is_one_of_pdf_1", lambda raw: raw.replace(b"%PDF-1.7", b"%PDF-2.0", 1)),
        ("nothing_follows_the_end", lambda raw: raw + b"more"),
        (
            "streams_are_as_long_as_they_say",
            lambda raw: raw.replace(b"\nendstream", b" endstream", 1),
        ),
        (
            "objects_stand_on_lines_of_their_own",
            lambda raw: raw.replace(b"\nendobj", b" endobj", 1),
        ),
    ],
)
def test_what_breaks_a_rule_about_bytes_is_found(
    everything: Built, tmp_path: Path, check: str, spoil: Callable[[bytes], bytes]
) -> None:
    spoilt = tmp_path / "spoilt.pdf"
    spoilt.write_bytes(spoil(everything.file.read_bytes()))
    (function,) = (one for one in CHECKS if one.__name__ == check)
    assert list(function(ArchivalFile(spoilt)))
