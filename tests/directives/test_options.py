"""An option that the parser of the page loses or cuts never shows more than was asked for."""

from __future__ import annotations

import pytest

from project_plugin import Build, MakeProject

#: What stands in a fence below its first line, and the parser loses, cuts or takes for a caption.
LOST = {
    "double quote first": ':where: "aldwick" in ports',
    "single quote first": ":where: 'aldwick' in ports",
    "quotes at both ends": ':where: "aldwick" in ports and kind == "repair"',
    "single quotes around a field": ":where: 'kind' == \"repair\"",
    "greater than first": ':where: > "x"',
    "pipe first": ':where: | kind == "repair"',
    "folded value": ':where: >-\n  kind == "repair"',
    "hash in a text": ':where: title == "a #b"',
    "hash behind the value": ':where: kind == "repair" # only these',
    "indented next line": ':where: kind == "repair"\n  and crew > 10',
    "indented next line after an operator": ':where: kind == "repair" or\n  crew > 10',
    "next line that carries on": ':where: kind == "repair"\nand crew > 10',
    "empty line before": '\n:where: kind == "repair"',
    "below an empty line": ':view: brief\n\n:where: kind == "repair"',
    "below the caption": ':view: brief\n\nCaption\n:where: kind == "repair"',
    "no space behind the name": ':where:kind == "repair"',
    "no space and a quote": ':where:"repair" == kind',
    "space before the name": ': where: kind == "repair"',
    "tab behind the name": ':where:\tkind == "repair"',
    "twice": ':where: kind == "repair"\n:where: kind == "survey"',
    "another option breaks the block": ':view: "brief\n:where: kind == "repair"',
    "another option is folded": ':class: |\n:where: kind == "repair"',
    "YAML, quote first": '---\nwhere: "aldwick" in ports\n---',
    "YAML, indented": '---\n  where: "aldwick" in ports\n---',
    "YAML, name in quotes": '---\n"where": "aldwick" in ports\n---',
    "YAML, text behind the dashes": '--- #x\nwhere: "aldwick" in ports\n---',
    "YAML, empty line before": '\n---\nwhere: kind == "repair"\n---',
    "YAML, hash in a text": '---\nwhere: kind == "repair" or title == "a #b"\n---',
    "YAML, braces": "---\n{where: kind}\n---",
    "YAML, other option below": '---\nview: brief\n---\n:where: kind == "repair"',
    "upper case": ':Where: kind == "repair"',
    "empty": ":where:",
}

#: What arrives as it is written, and the titles that it selects.
KEPT = {
    "parenthesis first": (
        ':where: ("aldwick" in ports) and crew > 10',
        ["Spring survey"],
    ),
    "single quotes around all": (":where: 'kind == \"repair\"'", ["Mole repair"]),
    "double quotes around all": (":where: \"kind == 'repair'\"", ["Mole repair"]),
    "hash in single quotes around all": (
        ':where: \'kind == "repair" or title == "a #b"\'',
        ["Mole repair"],
    ),
    "doubled quotes": (":where: 'title == \"it''s\" or crew == 8'", ["Mole repair"]),
    "spaces": (':where:   kind == "repair"   ', ["Mole repair"]),
    "colon in a text": (':where: title == "a: b" or kind == "repair"', ["Mole repair"]),
    "caption below": (':where: kind == "repair"\n\nIn one: and so on', ["Mole repair"]),
    "YAML": ('---\nwhere: kind == "repair"\nlimit: 3\n---\n\nCaption', ["Mole repair"]),
    "YAML, folded": ('---\nwhere: >-\n  kind ==\n  "repair"\n---', ["Mole repair"]),
    "YAML, single quotes": ("---\nwhere: 'kind == \"repair\"'\n---", ["Mole repair"]),
}
FENCES = {
    "backticks": "```{report:table} visits\n%s\n```",
    "colons": ":::{report:table} visits\n%s\n:::",
}
COMPONENTS = ".report-table, .report-card, .report-entry, .report-matrix"


@pytest.fixture(scope="module")
def built(make_project: MakeProject) -> Build:
    pages = {"index.md": "# Index\n\n```{toctree}\n:glob:\n\n*/*\n```\n"}
    for name, fence in FENCES.items():
        for number, text in enumerate(LOST.values()):
            pages[f"{name}/lost-{number}.md"] = f"# Page\n\n{fence % text}\n"
        for number, (text, _) in enumerate(KEPT.values()):
            pages[f"{name}/kept-{number}.md"] = f"# Page\n\n{fence % text}\n"
    return make_project(pages=pages).build(conf={"suppress_warnings": ["report.home"]})


@pytest.mark.parametrize("fence", FENCES)
@pytest.mark.parametrize("case", LOST)
def test_a_filter_that_is_lost_shows_nothing(built: Build, fence: str, case: str) -> None:
    name = f"{fence}/lost-{list(LOST).index(case)}"
    page = built.page(name)
    assert page.select(COMPONENTS) == []
    assert len(page.select(".admonition.report-problem")) == 1
    ours = [line for line in built.warnings if line.startswith(f"{name}.md:3: WARNING: report:")]
    assert len(ours) == 1


@pytest.mark.parametrize("fence", FENCES)
@pytest.mark.parametrize("case", KEPT)
def test_a_filter_that_arrives_is_obeyed(built: Build, fence: str, case: str) -> None:
    name = f"{fence}/kept-{list(KEPT).index(case)}"
    assert [line for line in built.warnings if line.startswith(f"{name}.md")] == []
    titles = [cell.get_text() for cell in built.page(name).select("tbody th[scope=row]")]
    assert titles == KEPT[case][1]


@pytest.mark.parametrize("directive", ["cards", "timeline", "matrix"])
def test_all_directives_fail_closed(make_project: MakeProject, directive: str) -> None:
    by = ":by: kind\n" if directive == "matrix" else ""
    page = f'# P\n\n```{{report:{directive}}} visits\n{by}:where: "aldwick" in ports\n```\n'
    built = make_project(pages={"index.md": page}).build(
        conf={"suppress_warnings": ["report.home"]}
    )
    assert built.page().select(COMPONENTS) == []
    assert len(built.page().select(".admonition.report-problem")) == 1


def test_what_was_lost_is_told(make_project: MakeProject) -> None:
    page = '# P\n\n```{report:table} visits\n:view: brief\n:where: title == "a #b"\n```\n'
    built = make_project(pages={"index.md": page}).build(
        conf={"suppress_warnings": ["report.home"]}
    )
    assert built.warnings[-1] == (
        "index.md:3: WARNING: report:table: the option 'where' arrived as 'title == \"a', but "
        "'title == \"a #b\"' is written: the parser of the page cuts a value at ' #' and at the "
        "end of its line. Keep it on one line, or put the filter behind the collection's name "
        "(… where …). [report.option]"
    )


def test_restructuredtext_reports_what_it_cannot_read(make_project: MakeProject) -> None:
    page = "P\n=\n\n.. report:table:: visits\n   :where kind == 'repair'\n   :view: brief\n"
    built = make_project(pages={"index.rst": page}).build(
        conf={"suppress_warnings": ["report.home"]}
    )
    assert built.page().select(COMPONENTS) == []
    assert built.warnings != []
