"""Records as objects: their addresses, the inventory, links from elsewhere."""

from __future__ import annotations

import pytest
from sphinx.util.inventory import InventoryFile

from project_plugin import Build, BuildPage, MakeProject, Project


def inventory(built: Build) -> dict[str, tuple[str, str]]:
    """Names of the records in the inventory, with their addresses and titles."""
    content = (built.outdir / "objects.inv").read_bytes()
    found = InventoryFile.loads(content, uri="").data["report:record"]
    return {name: (item.uri, item.display_name) for name, item in found.items()}


def test_the_inventory_holds_every_record_that_has_an_address(make_project: MakeProject) -> None:
    assert inventory(make_project("everything").build()) == {
        "ports/aldwick": ("overview.html#ports-aldwick", "Aldwick Harbour"),
        "ports/brim": ("overview.html#ports-brim", "Brim Quay"),
        "ports/corve": ("overview.html#ports-corve", "Corve & Sons’ Landing <east>"),
        "visits/spring-survey": ("visits.html#visits-spring-survey", "Spring survey"),
        "visits/mole-repair": ("visits.html#visits-mole-repair", "Mole repair"),
        "visits/night-rescue": ("visits.html#visits-night-rescue", "Night rescue"),
        "visits/autumn-survey": ("visits.html#visits-autumn-survey", "Autumn survey"),
        "figures/stone-weight": ("figures.html#figures-stone-weight", "Weight of a facing stone"),
        "figures/berths": ("figures.html#figures-berths", "Number of berths"),
        "figures/dues": ("figures.html#figures-dues", "Rate of the dues"),
        "figures/motto": ("figures.html#figures-motto", "Motto of the port"),
    }


def test_ids_come_from_keys_not_from_positions(build_page: BuildPage) -> None:
    def ids(text: str) -> dict[str, str]:
        rows = build_page(text).page().select("tr[id]")
        return {row["id"]: row.th.get_text() for row in rows}

    table = "```{report:table} ports\n:columns: name\n:sort: %sname\n```"
    assert ids(table % "") == ids(table % "-")
    assert ids(table % "")["ports-brim"] == "Brim Quay"


def test_a_second_appearance_links_to_the_first(build_page: BuildPage) -> None:
    table = "```{report:table} ports\n:columns: name\n```"
    page = build_page(f"{table}\n\n{table}").page()
    first, second = page.select("table.report-table")
    assert len(first.select("tr[id]")) == 3
    assert first.select("a") == []
    assert second.select("tr[id]") == []
    assert [link["href"] for link in second.select("a")] == [
        "#ports-aldwick",
        "#ports-brim",
        "#ports-corve",
    ]


def test_another_page_links_to_the_declared_home(make_project: MakeProject) -> None:
    project = make_project(
        pages={
            "index.md": "# I\n\n```{toctree}\nabout\nvisits\n```\n",
            "about.md": '# A\n\n```{report:table} visits where kind == "repair"\n```\n',
            "visits.md": "# V\n\n```{report:table} visits\n```\n",
        }
    )
    page = project.build().page("about")
    assert page.select("tr[id]") == []
    assert page.select_one("tbody th[scope=row] a")["href"] == "visits.html#visits-mole-repair"


def test_without_a_declared_home_the_first_page_by_name_is_it(make_project: MakeProject) -> None:
    deck = "# D\n\n```{report:table} ports\n:columns: name\n```\n"
    pages = {
        "index.md": "# I\n\n{report:ref}`ports/brim`\n\n```{toctree}\nb\na\n```\n",
        "a.md": deck,
        "b.md": deck,
    }
    page = make_project(pages=pages).build().page()
    assert page.p.a["href"] == "a.html#ports-brim"


def test_a_home_may_name_a_field(make_project: MakeProject) -> None:
    profile = "# P\n\n```{report:profile} ports %s\n```\n"
    pages = {
        "index.md": "# I\n\n{report:ref}`ports/brim`\n\n"
        "```{toctree}\nall\nat/aldwick\nat/brim\n```\n",
        "all.md": "# All\n\n```{report:table} ports\n```\n",
        "at/aldwick.md": profile % "aldwick",
        "at/brim.md": profile % "brim",
    }
    project = make_project(pages=pages)
    project.replace(
        "data/datapackage.yaml", "      title: name\n", '      title: name\n      home: "at/{id}"\n'
    )
    built = project.build()
    assert [line for line in built.warnings if "ports" in line] == [
        "data/datapackage.yaml:1: WARNING: the home of ports, the page 'at/corve', does not show "
        "1 of its records: corve. Add a table, timeline or profile there, or change `home` in the "
        "descriptor. There is no such page. [report.home]"
    ]
    assert built.page().p.a["href"] == "at/brim.html#ports-brim"
    links = built.page("all").select("tbody th a")
    assert [link["href"] for link in links] == [
        "at/aldwick.html#ports-aldwick",
        "at/brim.html#ports-brim",
    ]
    assert built.page("all").select("tbody th")[2].get_text().startswith("Corve")


def test_a_misspelt_home_has_a_proposal(make_project: MakeProject) -> None:
    project = make_project("everything")
    project.replace("data/datapackage.yaml", "home: figures", "home: figurs")
    (warning,) = [line for line in project.build().warnings if "figures" in line]
    assert warning.endswith("There is no such page. Did you mean 'figures'? [report.home]")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("{any}`ports/brim`", "Brim Quay"),
        ("{any}`the quay <ports/brim>`", "the quay"),
    ],
)
def test_the_role_any(build_page: BuildPage, text: str, shown: str) -> None:
    built = build_page(f"{text}\n\n```{{report:table}} ports\n```")
    link = built.page().p.a
    assert (link.get_text(), link["href"]) == (shown, "#ports-brim")
    assert built.warnings == []


# -- from another project -------------------------------------------------------------------------
@pytest.fixture
def other(make_project: MakeProject) -> Project:
    """A project without data that knows the inventory of the harbours."""
    first = make_project("everything").build()
    page = (
        "# Other\n\n{report:ref}`ports/brim`, {report:ref}`the rescue <visits/night-rescue>`, "
        "{any}`visits/mole-repair`, {external:report:ref}`ports/brim`\n"
    )
    project = make_project(pages={"index.md": page})
    conf = project.source / "conf.py"
    text = conf.read_text(encoding="utf-8")
    text = text.replace('report_data = "data/datapackage.yaml"', "").replace(
        '"indonato_report"]', '"indonato_report", "sphinx.ext.intersphinx"]'
    )
    text += (
        f"intersphinx_mapping = {{'harbours': ('https://example.org/', "
        f"{str(first.outdir / 'objects.inv')!r})}}\n"
    )
    project.write({"conf.py": text})
    return project


def test_another_project_links_to_records_by_intersphinx(other: Project) -> None:
    built = other.build()
    assert built.warnings == []
    assert [(link.get_text(), link["href"]) for link in built.page().p.select("a")] == [
        ("Brim Quay", "https://example.org/overview.html#ports-brim"),
        ("the rescue", "https://example.org/visits.html#visits-night-rescue"),
        ("Mole repair", "https://example.org/visits.html#visits-mole-repair"),
        ("Brim Quay", "https://example.org/overview.html#ports-brim"),
    ]


def test_the_role_external_means_another_project_even_if_the_record_is_known(
    other: Project,
) -> None:
    conf = (other.source / "conf.py").read_text(encoding="utf-8")
    own = 'report_data = "data/datapackage.yaml"\n' + conf
    page = "# Page\n\n{external+harbours:report:ref}`ports/brim`\n\n```{report:table} ports\n```\n"
    other.write({"conf.py": own, "index.md": page})
    built = other.build(conf={"suppress_warnings": ["report.home"]})
    assert built.warnings == []
    assert built.page().p.a["href"] == "https://example.org/overview.html#ports-brim"


def test_a_record_that_no_project_has(other: Project) -> None:
    other.write({"index.md": "# Other\n\n{report:ref}`ports/nowhere`\n"})
    assert other.build().warnings == [
        "index.md:3: WARNING: there is no record 'ports/nowhere': no data: report_data in conf.py "
        "names no descriptor. [report.data]"
    ]
