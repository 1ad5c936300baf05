"""Rules about colours, pictures and content streams: clause 6.2 of PDF/A-3 but its fonts."""

from __future__ import annotations

from collections.abc import Iterator

import pikepdf

from pdf.archival.file import ArchivalFile, absent, rules

_OPERATORS = frozenset(
    """b B b* B* BDC BI BMC BT BX c cm CS cs d d0 d1 Do DP EI EMC ET EX f F f* G g gs h i ID j J K k
    l m M MP n q Q re RG rg ri s S SC sc SCN scn sh T* Tc Td TD Tf Tj TJ TL Tm Tr Ts Tw Tz v w W W*
    y ' \" """.split()  # noqa: SIM905
)
_INTENTS = frozenset(
    {"/RelativeColorimetric", "/AbsoluteColorimetric", "/Perceptual", "/Saturation"}
)
_BLENDS = frozenset(
    f"/{name}"
    for name in """Normal Compatible Multiply Screen Overlay Darken Lighten ColorDodge ColorBurn
    HardLight SoftLight Difference Exclusion Hue Saturation Color Luminosity""".split()  # noqa: SIM905
)
#: The operators that take a resource by name, and where that stands.
_NAMED = {"Do": "/XObject", "Tf": "/Font", "gs": "/ExtGState", "sh": "/Shading"}
_DEVICES = {"/DeviceRGB", "/DeviceGray", "/DeviceCMYK", "/Pattern"}


@rules("A 6.1.13-8")
def states_are_not_nested_deeply(file: ArchivalFile) -> Iterator[str]:
    for content in file.contents:
        depth = deepest = 0
        for _operands, name in content.instructions:
            depth += {"q": 1, "Q": -1}.get(name, 0)
            deepest = max(deepest, depth)
        if deepest > 28:
            yield f"{content.where}: {deepest}"


@rules("A 6.2.2-1")
def every_operator_is_known(file: ArchivalFile) -> Iterator[str]:
    # The library calls by this name what stands between BI and EI.
    yield from sorted(file.operators - _OPERATORS - {"INLINE IMAGE"})


@rules("A 6.2.2-2")
def every_resource_is_the_streams_own(file: ArchivalFile) -> Iterator[str]:
    for content in file.contents:
        for operands, name in content.instructions:
            kind = _NAMED.get(name)
            if name in {"cs", "CS"} and str(operands[0]) not in _DEVICES:
                kind = "/ColorSpace"
            if name in {"scn", "SCN"} and isinstance(operands[-1], pikepdf.Name):
                kind = "/Pattern"
            place = 0 if kind != "/Pattern" else -1
            if kind and (
                content.resources is None
                or str(operands[place]) not in content.resources.get(kind, pikepdf.Dictionary())
            ):
                yield f"{content.where}: {operands[place]} is not among its resources"


@rules("A 6.2.3-1", "A 6.2.3-2", "A 6.2.3-3", "A 6.2.4.2-1", "A 6.2.10-2")
def colour_profiles_are_of_a_kind_that_lasts(file: ArchivalFile) -> Iterator[str]:
    intents = list(file.pdf.Root.get("/OutputIntents", []))
    if len(intents) != 1 or intents[0].S != "/GTS_PDFA1" or "/DestOutputProfileRef" in intents[0]:
        yield f"{len(intents)} output intents"
    profiles = [(one.DestOutputProfile.read_bytes(), {b"prtr", b"mntr"}) for one in intents]
    for space in _colour_spaces(file):
        if isinstance(space, pikepdf.Array) and space[0] == "/ICCBased":
            profiles.append((space[1].read_bytes(), {b"prtr", b"mntr", b"scnr", b"spac"}))
    for data, classes in profiles:
        if data[12:16] not in classes or data[8] >= 5:
            yield f"profile of class {data[12:16]!r}, version {data[8]}"
        if data[16:20] not in {b"RGB ", b"GRAY", b"Lab "}:
            yield f"profile of {data[16:20]!r}"


@rules("A 6.2.4.3-2", "A 6.2.4.3-4")
def colours_of_a_device_are_those_of_the_intent(file: ArchivalFile) -> Iterator[str]:
    profile = file.pdf.Root.OutputIntents[0].DestOutputProfile.read_bytes()
    used = {str(space) for space in _colour_spaces(file) if isinstance(space, pikepdf.Name)}
    if ("/DeviceRGB" in used or file.operators & {"rg", "RG"}) and profile[16:20] != b"RGB ":
        yield "device RGB"


@rules("A 6.2.4.3-3")
@absent("A 6.2.4.2-2", "A 6.1.13-9", "A 6.2.4.4-1", "A 6.2.4.4-2")
def there_are_no_inks(file: ArchivalFile) -> Iterator[str]:
    inks = {"/DeviceCMYK", "/DeviceN", "/Separation"}
    for space in _colour_spaces(file):
        family = str(space[0] if isinstance(space, pikepdf.Array) else space)
        profile = family == "/ICCBased" and int(space[1].N) == 4
        if family in inks or profile:
            yield family
    yield from sorted(file.operators & {"k", "K"})


@rules("A 6.2.5-1", "A 6.2.5-2", "A 6.2.5-3", "A 6.2.10-1")
@absent("A 6.2.5-4", "A 6.2.5-5", "A 6.2.5-6")
def states_hold_no_transfer_halftone_or_unknown_blend(file: ArchivalFile) -> Iterator[str]:
    for one in file.of_type("/ExtGState"):
        yield from sorted({"/TR", "/TR2", "/HTP", "/HT"} & set(one.keys()))
        blends = one.get("/BM", pikepdf.Array())
        for blend in blends if isinstance(blends, pikepdf.Array) else [blends]:
            if str(blend) not in _BLENDS:
                yield f"blend {blend}"
    yield from ("a halftone" for one in file.objects if "/HalftoneType" in one)


@rules("A 6.2.6-1")
def rendering_intents_are_known(file: ArchivalFile) -> Iterator[str]:
    named = [one[key] for one in file.objects for key in ("/RI", "/Intent") if key in one]
    for content in file.contents:
        named += [operands[0] for operands, name in content.instructions if name == "ri"]
    yield from (str(one) for one in named if str(one) not in _INTENTS)


@rules("A 6.2.8-1", "A 6.2.8-2", "A 6.2.8-3", "A 6.2.8-4", "A 6.2.8-5")
@absent("A 6.2.8.3-1", "A 6.2.8.3-2", "A 6.2.8.3-3", "A 6.2.8.3-4", "A 6.2.8.3-5")
def images_are_plain(file: ArchivalFile) -> Iterator[str]:
    for one in file.streams:
        if one.get("/Subtype") != "/Image":
            continue
        yield from sorted({"/Alternates", "/OPI"} & set(one.keys()))
        bits = int(one.get("/BitsPerComponent", 8))
        mask = bool(one.get("/ImageMask", False))
        if bool(one.get("/Interpolate", False)):
            yield "interpolation"
        if bits not in ({1} if mask and "/BitsPerComponent" in one else {1, 2, 4, 8, 16}):
            yield f"{bits} bits"
        if "/JPXDecode" in str(one.get("/Filter", "")):
            yield "JPEG 2000"


@absent("A 6.1.10-1")
def no_image_stands_in_a_line(file: ArchivalFile) -> Iterator[str]:
    yield from sorted(file.operators & {"BI", "INLINE IMAGE"})


@rules("A 6.2.9-1", "A 6.2.9-2", "A 6.2.9-3", "UA 7.20-1")
def forms_refer_to_nothing_outside(file: ArchivalFile) -> Iterator[str]:
    for one in file.streams:
        if one.get("/Subtype") == "/PS":
            yield "PostScript"
        if one.get("/Subtype") == "/Form":
            yield from sorted({"/OPI", "/PS", "/Ref", "/Subtype2"} & set(one.keys()))


def _colour_spaces(file: ArchivalFile) -> Iterator[pikepdf.Object]:
    for one in file.objects:
        resources = one.get("/Resources")
        if isinstance(resources, pikepdf.Dictionary):
            yield from resources.get("/ColorSpace", pikepdf.Dictionary()).values()
        for key in ("/ColorSpace", "/CS"):
            space = one.get(key)
            if isinstance(space, (pikepdf.Name, pikepdf.Array)):
                yield space
    for content in file.contents:
        for operands, name in content.instructions:
            if name in {"cs", "CS"} and str(operands[0]).startswith("/Device"):
                yield operands[0]
