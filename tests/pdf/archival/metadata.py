"""Rules about the metadata: clauses 6.6 of PDF/A-3, and 5 and 7.1 of PDF/UA-1."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element, fromstring

from pdf.archival.file import ArchivalFile, absent, rules

_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_ID = {"A": "{http://www.aiim.org/pdfa/ns/id/}", "UA": "{http://www.aiim.org/pdfua/ns/id/}"}
_EXTENSION = "{http://www.aiim.org/pdfa/ns/extension/}"
_SCHEMA = "{http://www.aiim.org/pdfa/ns/schema#}"
_PROPERTY = "{http://www.aiim.org/pdfa/ns/property#}"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"

#: The properties of the XMP specification of 2005 that our files use, with the form of each.
_KNOWN = {
    f"{_DC}title": "Alt",
    f"{_DC}description": "Alt",
    f"{_DC}rights": "Alt",
    f"{_DC}creator": "Seq",
    f"{_DC}language": "Bag",
    f"{_DC}subject": "Bag",
    f"{_DC}format": "text",
    "{http://ns.adobe.com/xap/1.0/}CreatorTool": "text",
    "{http://ns.adobe.com/xap/1.0/}CreateDate": "date",
    "{http://ns.adobe.com/xap/1.0/}ModifyDate": "date",
    "{http://ns.adobe.com/xap/1.0/}MetadataDate": "date",
    "{http://ns.adobe.com/xap/1.0/mm/}DocumentID": "text",
    "{http://ns.adobe.com/xap/1.0/mm/}RenditionClass": "text",
    "{http://ns.adobe.com/xap/1.0/mm/}History": "Seq",
    "{http://ns.adobe.com/xap/1.0/t/pg/}NPages": "number",
    "{http://ns.adobe.com/xap/1.0/rights/}Marked": "boolean",
    "{http://ns.adobe.com/xap/1.0/rights/}WebStatement": "text",
    "{http://ns.adobe.com/pdf/1.3/}Keywords": "text",
    "{http://ns.adobe.com/pdf/1.3/}PDFVersion": "text",
    "{http://ns.adobe.com/pdf/1.3/}Producer": "text",
    f"{_ID['A']}part": "number",
    f"{_ID['A']}conformance": "text",
}
_FORMS = {
    "text": r"[^\0]+",
    "number": r"\d+",
    "boolean": "True|False",
    "date": r"\d{4}(-\d\d(-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d))?)?)?",
}
_TYPES = {"Text", "Integer", "Boolean", "Date", "URI", "Real", "ProperName", "AgentName"}
_PREFIXES = {
    "http://www.aiim.org/pdfa/ns/id/": "pdfaid",
    "http://www.aiim.org/pdfua/ns/id/": "pdfuaid",
    "http://www.aiim.org/pdfa/ns/extension/": "pdfaExtension",
    "http://www.aiim.org/pdfa/ns/schema#": "pdfaSchema",
    "http://www.aiim.org/pdfa/ns/property#": "pdfaProperty",
    "http://www.aiim.org/pdfa/ns/type#": "pdfaType",
    "http://www.aiim.org/pdfa/ns/field#": "pdfaField",
}


@rules("A 6.6.2.1-1", "A 6.6.2.1-2", "A 6.6.2.1-3", "A 6.6.2.1-4", "A 6.6.2.1-5", "UA 7.1-8")
def metadata_are_one_packet_of_xml(file: ArchivalFile) -> Iterator[str]:
    stream = file.pdf.Root.Metadata
    if (stream.get("/Type"), stream.get("/Subtype")) != ("/Metadata", "/XML"):
        yield "no metadata stream by its dictionary"
    data = stream.read_bytes()
    head = re.match(rb"\s*<\?xpacket ([^?]*)\?>", data)
    if head is None or re.search(rb"\b(bytes|encoding)\s*=", head[1]):
        yield f"begins with {data[:60]!r}"
    data.decode("utf-8")
    _root(file)
    if len(file.of_type("/Metadata")) != 1:
        yield "metadata of parts, which are not checked"


@rules("A 6.6.2.3.1-1", "A 6.6.2.3.1-2")
def every_property_is_known_and_of_its_form(file: ArchivalFile) -> Iterator[str]:
    defined = _defined(file)
    for one in _properties(file):
        if one.tag == f"{_EXTENSION}schemas":
            continue
        form = _KNOWN.get(one.tag) or defined.get(one.tag)
        if form is None:
            yield f"{one.tag} is defined nowhere"
        elif form in {"Alt", "Seq", "Bag"}:
            if [child.tag for child in one] != [f"{_RDF}{form}"] or len(one[0]) == 0:
                yield f"{one.tag} is no {form}"
            if form == "Alt" and any(_LANG not in item.attrib for item in one[0]):
                yield f"{one.tag} without a language"
        elif len(one) or not re.fullmatch(_FORMS[form], one.text or ""):
            yield f"{one.tag} is {one.text!r}"


@rules("A 6.6.2.3.2-1", "A 6.6.2.3.3-1", *(f"A 6.6.2.3.3-{number}" for number in range(2, 11)))
@absent(*(f"A 6.6.2.3.3-{number}" for number in range(11, 19)))
def definitions_of_properties_are_whole(file: ArchivalFile) -> Iterator[str]:
    for schema in _schemas(file):
        parts = {child.tag.removeprefix(_SCHEMA): child for child in schema}
        if set(parts) != {"schema", "namespaceURI", "prefix", "property"}:
            yield f"a schema of {sorted(parts)}"
            continue
        if not all(parts[name].text for name in ("schema", "namespaceURI", "prefix")):
            yield "an empty part of a schema"
        if [child.tag for child in parts["property"]] != [f"{_RDF}Seq"]:
            yield "properties that are no sequence"
        for one in parts["property"].iter(f"{_RDF}li"):
            told = {child.tag.removeprefix(_PROPERTY): child.text or "" for child in one}
            if set(told) != {"name", "valueType", "category", "description"}:
                yield f"a property of {sorted(told)}"
            elif not all(told.values()) or told["category"] not in {"internal", "external"}:
                yield f"{told}"
            elif told["valueType"] not in _TYPES:
                yield f"{told['name']} is of the unknown type {told['valueType']}"


@rules("A 6.6.4-1", "A 6.6.4-2", "A 6.6.4-3", "UA 5-1", "UA 5-2")
def the_claims_are_made(file: ArchivalFile) -> Iterator[str]:
    for kind, name, value in (("A", "part", "3"), ("A", "conformance", "A"), ("UA", "part", "1")):
        found = [one.text for one in _properties(file) if one.tag == f"{_ID[kind]}{name}"]
        if found != [value]:
            yield f"{kind} {name} is {found}"


@rules("A 6.6.4-4", "A 6.6.4-5", "A 6.6.4-6", "A 6.6.4-7", "UA 5-3", "UA 5-4", "UA 5-5")
def namespaces_have_the_prefixes_that_the_standards_ask_for(file: ArchivalFile) -> Iterator[str]:
    text = file.pdf.Root.Metadata.read_bytes().decode()
    for prefix, address in re.findall(r"""xmlns:([\w.-]+)\s*=\s*["']([^"']*)["']""", text):
        if _PREFIXES.get(address, prefix) != prefix:
            yield f"{prefix} for {address}"


@rules("UA 7.1-9", "UA 7.2-33")
def the_title_is_told_and_in_a_language(file: ArchivalFile) -> Iterator[str]:
    titles = [one for one in _properties(file) if one.tag == f"{_DC}title"]
    if not titles or not "".join(titles[0].itertext()).strip():
        yield "no title"
    if not str(file.pdf.Root.get("/Lang", "")):
        yield "no language"


def _root(file: ArchivalFile) -> Element:
    return fromstring(file.pdf.Root.Metadata.read_bytes().decode().strip("\ufeff"))


def _properties(file: ArchivalFile) -> Iterator[Element]:
    """Yield the properties; those written as attributes as if they were elements."""
    for description in _root(file).findall(f"{_RDF}RDF/{_RDF}Description"):
        yield from description
        for name, value in description.attrib.items():
            if not name.startswith(_RDF):
                one = Element(name)
                one.text = value
                yield one


def _schemas(file: ArchivalFile) -> Iterator[Element]:
    for one in _properties(file):
        if one.tag == f"{_EXTENSION}schemas":
            yield from one.findall(f"{_RDF}Bag/{_RDF}li")


def _defined(file: ArchivalFile) -> dict[str, str]:
    """The properties that the file itself defines, with the form of each."""
    forms = {"Text": "text", "Integer": "number", "Boolean": "boolean", "Date": "date"}
    found = {}
    for schema in _schemas(file):
        address = schema.findtext(f"{_SCHEMA}namespaceURI")
        for one in schema.iter(f"{_RDF}li"):
            name, kind = one.findtext(f"{_PROPERTY}name"), one.findtext(f"{_PROPERTY}valueType")
            if name:
                found[f"{{{address}}}{name}"] = forms.get(kind or "", "text")
    return found
