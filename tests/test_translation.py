"""What translators get, and what comes of their work."""

from __future__ import annotations

from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from link_checker import dead_links
from project_plugin import Build, MakeProject, Project

PAGE = """# Page

```{report:table} visits
:columns: title, kind, place, summary
:group: kind
:sort: -date
:name: tbl-visits

All *visits*
```

```{report:table} visits where kind == "repair"
:columns: title, place, kind
```

```{report:profile} ports aldwick
:fields: region, depth, note
```

```{report:cards} ports
:fields: region, depth
```

```{report:profile} visits spring-survey
:fields: place
```
"""

#: What the page has in its catalogue, and how it is translated.
GERMAN = {
    "Page": "Seite",
    "All *visits*": "Alle *Besuche*",
    "Visit": "Besuch",
    "Kind": "Art",
    "Place": "Ort",
    "Summary": "Kurz",
    "Survey": "Vermessung",
    "Repair work": "Reparatur",
    "Rescue": "Rettung",
    "Outer mole": "Äußere Mole & <x>",
    "Bar & channel": "Barre & Fahrwasser",
    "Soundings of the **outer** basin; see {report:ref}`visits/mole-repair`.": (
        "Lotungen im **äußeren** Becken; siehe {report:ref}`visits/mole-repair`."
    ),
    "Region": "Gegend",
    "Depth in metres": "Tiefe in Metern",
    "Note": "Notiz",
    "Northern coast": "Nordküste",
    "Southern coast": "Südküste",
    "Deep water at *every* tide, says {cite}`almanac2020`.": (
        "Tiefes Wasser bei *jeder* Tide, sagt {cite}`almanac2020`."
    ),
    "a dry dock": "ein Trockendock",
}


@pytest.fixture(scope="module")
def project(make_project: MakeProject) -> Project:
    project = make_project(pages={"index.md": PAGE})
    for name, title in (("place", "Place"), ("summary", "Summary")):
        old = f"{{name: {name}, type: string, title: {title}"
        project.replace("data/datapackage.yaml", old, f"{old}, report: {{translatable: true}}")
    project.replace(
        "data/datapackage.yaml",
        "report: {translatable: true}, report: {markdown: true}}",
        "report: {markdown: true, translatable: true}}",
    )
    project.replace(
        "data/datapackage.yaml",
        "title: Note, report: {markdown: block}",
        "title: Note, report: {markdown: block, translatable: true}",
    )
    project.replace("data/visits.yaml", " and {ref}`where records live <homes>`.", ".")
    return project


CONF = {"suppress_warnings": ["report.home"], "locale_dirs": ["locale"]}


@pytest.fixture(scope="module")
def template(project: Project) -> Catalog:
    built = project.build("gettext", conf=CONF)
    assert built.warnings == []
    with (built.outdir / "index.pot").open("rb") as file:
        return read_po(file)


@pytest.fixture(scope="module")
def translated(project: Project, template: Catalog) -> Project:
    assert {message.id for message in template if message.id} >= set(GERMAN)
    folder = project.source / "locale/de/LC_MESSAGES"
    folder.mkdir(parents=True)
    catalog = Catalog(locale="de", domain="index")
    for text, german in GERMAN.items():
        catalog.add(text, german)
    with (folder / "index.po").open("wb") as file:
        write_po(file, catalog)
    return project


def build(project: Project, builder: str) -> Build:
    return project.build(builder, conf={**CONF, "language": "de"})


def test_each_message_stands_once(template: Catalog) -> None:
    ids = [message.id for message in template if message.id]
    assert len(ids) == len(set(ids))
    assert sum(id == "Repair work" for id in ids) == 1


def test_fields_that_are_not_translatable_stay_out(template: Catalog) -> None:
    text = "\n".join(str(message.id) for message in template)
    for value in ("Night rescue", "Mole repair\n", "Aldwick Harbour", "12.5", "almanac2020b"):
        assert value not in text
    assert {str(message.id) for message in template if message.id} - set(GERMAN) <= {
        "Inner mole",
        "Stones of {report:fact}`stone-weight` each {cite}`pilots2021`.",
        "a crane, seen in {report:ref}`the survey <visits/spring-survey>`",
    }


def test_messages_are_placed_on_the_page(template: Catalog) -> None:
    message = template["Outer mole"]
    assert [(Path(path).name, line) for path, line in message.locations] == [
        ("index.md", 3),
        ("index.md", 24),
    ]


def test_html_is_translated(translated: Project) -> None:
    built = build(translated, "html")
    assert built.warnings == []
    rows = built.table()
    assert rows[0] == ["Besuch", "Art", "Ort", "Kurz"]
    assert rows[1] == ["Vermessung"]
    assert rows[3] == [
        "Spring survey",
        "Vermessung",
        "Äußere Mole & <x>",
        "Lotungen im äußeren Becken; siehe Mole repair.",
    ]
    assert rows[4:6] == [
        ["Reparatur"],
        ["Mole repair", "Reparatur", "Inner mole", "Stones of 2,5 tonnes each [pilots2021]."],
    ]
    page = built.page()
    table = page.select("table")[0]
    assert "<strong>äußeren</strong>" in str(table)
    assert table.select_one(".caption-text").decode_contents() == "Alle <em>Besuche</em>"
    badge = table.select_one(".report-value-repair")
    assert badge.get_text() == "Reparatur"
    assert built.table(number=1)[0] == ["Besuch", "Ort", "Art"]


def test_profiles_and_cards_are_translated(translated: Project) -> None:
    page = build(translated, "html").page()
    profile = page.select_one(".report-profile")
    assert [label.get_text() for label in profile.select("dt")] == ["Gegend:", "Tiefe in Metern:"]
    assert profile.select_one(".sd-badge.report-value-north").get_text() == "Nordküste"
    text = profile.get_text()
    assert "Tiefes Wasser bei jeder Tide, sagt [almanac2020]." in text
    assert profile.li.get_text().strip() == "ein Trockendock"
    assert page.select(".report-profile")[1].dd.get_text().strip() == "Äußere Mole & <x>"
    card = page.select(".report-card")[1]
    assert " ".join(card.get_text().split()) == "Brim Quay Südküste Tiefe in Metern: 4,0"


def test_latex_is_translated(translated: Project) -> None:
    text = build(translated, "latex").text("harbours.tex")
    assert r"\sphinxcaption{Alle \sphinxstyleemphasis{Besuche}}" in text
    for german in ("Vermessung", "Reparatur", "Barre \\& Fahrwasser", "Tiefe in Metern", "Kurz"):
        assert german in text
    for english in ("Repair work", "Bar \\& channel", "Northern coast"):
        assert english not in text


def test_without_a_catalogue_nothing_changes(make_project: MakeProject) -> None:
    project = make_project(pages={"index.md": "# P\n\n```{report:table} visits\n```\n"})
    german = project.build(conf={"language": "de", "suppress_warnings": ["report.home"]})
    assert german.table()[0][1] == "What happened"


def test_a_translation_of_data_is_read_as_data_are(make_project: MakeProject) -> None:
    page = "# P\n\n```{report:profile} ports brim\n:fields: note\n```\n"
    project = make_project(pages={"index.md": page, "secret.txt": "secret"})
    project.replace(
        "data/datapackage.yaml",
        "title: Note, report: {markdown: block}",
        "title: Note, report: {markdown: block, translatable: true}",
    )
    folder = project.source / "locale/de/LC_MESSAGES"
    folder.mkdir(parents=True)
    catalog = Catalog(locale="de", domain="index")
    catalog.add("Small boats only.", "{download}`secret.txt` <script>x</script> *nur* kleine Boote")
    with (folder / "index.po").open("wb") as file:
        write_po(file, catalog)
    built = build(project, "html")
    assert not (built.outdir / "_downloads").exists()
    text = built.page().select_one(".report-profile p:last-child")
    assert (
        text.decode_contents()
        == "secret.txt &lt;script&gt;x&lt;/script&gt; <em>nur</em> kleine Boote"
    )


def test_links_back_from_the_bibliography_lead_to_translations(make_project: MakeProject) -> None:
    page = (
        "# P\n\n```{report:profile} ports aldwick\n:fields: note\n```\n\n```{bibliography}\n```\n"
    )
    project = make_project(pages={"index.md": page})
    project.replace(
        "data/datapackage.yaml",
        "title: Note, report: {markdown: block}",
        "title: Note, report: {markdown: block, translatable: true}",
    )
    folder = project.source / "locale/de/LC_MESSAGES"
    folder.mkdir(parents=True)
    catalog = Catalog(locale="de", domain="index")
    for text in (text for text in GERMAN if "almanac2020" in text):
        catalog.add(text, GERMAN[text])
    with (folder / "index.po").open("wb") as file:
        write_po(file, catalog)
    built = build(project, "html")
    assert "Tiefes Wasser" in built.text("index.html")
    assert len(built.page().select('.citation a[href^="#cited-"]')) == 1
    assert dead_links(built.outdir) == []
