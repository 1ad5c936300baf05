"""Sphinx projects to measure: the same rows as a list-table and as a table of this extension."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from pathlib import Path

FIELDS = ("id", "title", "domain", "date", "status", "description")
DOMAINS = ("cyber", "maritime", "space", "energy")
STATUSES = {"active": "Active", "dormant": "Dormant", "planned": "Planned"}
SOURCES = 300
WORDS_OF_A_REPORT = 2_000
_SYLLABLES = ("ba", "co", "di", "fu", "ga", "he", "li", "mo", "nu", "pe", "ra", "so", "ti", "va")

CONF = """\
project = "Benchmark"
extensions = {extensions}
source_suffix = {{".md": "markdown"}}
exclude_patterns = ["build"]
html_theme = "furo"
{more}
"""

PEER_EXTENSIONS = ["myst_parser", "sphinx_design"]


def words(count: int) -> list[str]:
    """Return different made-up words, always the same ones."""
    source = random.Random(1)
    found: dict[str, None] = {}
    while len(found) < count:
        found["".join(source.choices(_SYLLABLES, k=source.randint(2, 5)))] = None
    return list(found)


def rows(count: int, different_words: int = 20_000) -> Iterator[dict[str, str]]:
    """Yield records whose text uses ``different_words`` words, with links and emphasis."""
    source = random.Random(2)
    vocabulary = words(different_words)
    for number in range(count):
        start = number * 25 % (different_words - 25)
        text = vocabulary[start : start + 22] + source.choices(vocabulary, k=3)
        text[3] = f"*{text[3]}*"
        text[9] = f"[{text[9]} {text[10]}](https://example.org/{number})"
        text[15] = f"<https://example.org/report/{number}>"
        yield {
            "id": f"record-{number:05}",
            "title": " ".join(source.choices(vocabulary, k=4)).capitalize(),
            "domain": DOMAINS[number % len(DOMAINS)],
            "date": f"20{number % 25:02}-{number % 12 + 1:02}-{number % 28 + 1:02}",
            "status": list(STATUSES)[number % len(STATUSES)],
            "description": " ".join(text),
            "source": f"source-{number % SOURCES}",
        }


def _start(folder: Path, extensions: list[str], more: str = "") -> None:
    folder.mkdir(parents=True, exist_ok=True)
    conf = CONF.format(extensions=extensions, more=more)
    (folder / "conf.py").write_text(conf, encoding="utf-8")


def list_table(folder: Path, count: int, page: str = "index") -> None:
    """Write a project with one MyST list-table."""
    _start(folder, PEER_EXTENSIONS)
    _page(folder, page, f"# Records\n\n{_list_table(rows(count))}\n")


def _list_table(records: Iterable[dict[str, str]]) -> str:
    lines = ["```{list-table} Records", ":header-rows: 1", ""]
    for row in [{name: name.capitalize() for name in FIELDS}, *records]:
        lines += [f"{'* -' if name == 'id' else '  -'} {row[name]}" for name in FIELDS]
    return "\n".join([*lines, "```"])


def report_table(folder: Path, count: int, page: str = "index", *, cited: bool = False) -> None:
    """Write a project with one table of this extension, from one YAML file."""
    _with_data(folder, rows(count), cited=cited, home=page)
    body = "# Records\n\n```{report:table} records\nAll records\n```\n"
    if cited:
        body += "\n```{toctree}\nsources\n```\n"
        (folder / "sources.md").write_text(
            "# Sources\n\n```{bibliography}\n```\n", encoding="utf-8"
        )
    _page(folder, page, body)


def _page(folder: Path, page: str, body: str) -> None:
    """Write the page that holds the table, and the root page above it if it is another one."""
    (folder / f"{page}.md").write_text(body, encoding="utf-8")
    if page != "index":
        root = f"# Report\n\n```{{toctree}}\n{page}\n```\n"
        (folder / "index.md").write_text(root, encoding="utf-8")


def _with_data(
    folder: Path, records: Iterable[dict[str, str]], *, cited: bool = False, home: str = ""
) -> None:
    extensions = [*PEER_EXTENSIONS, *(["sphinxcontrib.bibtex"] if cited else []), "indonato_report"]
    more = 'report_data = "datapackage.yaml"\n'
    if cited:
        more += 'bibtex_bibfiles = ["references.bib"]\nbibtex_default_style = "report"\n'
        entries = [
            f"@misc{{source-{n}, author = {{{{Office {n}}}}}, title = {{Paper {n}}}, year = 2024}}"
            for n in range(SOURCES)
        ]
        (folder.mkdir(parents=True, exist_ok=True))
        (folder / "references.bib").write_text("\n".join(entries), encoding="utf-8")
    _start(folder, extensions, more)
    (folder / "datapackage.yaml").write_text(_descriptor(cited=cited, home=home), encoding="utf-8")
    with (folder / "records.yaml").open("w", encoding="utf-8") as file:
        for row in records:
            for number, name in enumerate(FIELDS):
                file.write(f"{'- ' if number == 0 else '  '}{name}: {_quoted(row[name])}\n")
            if cited:
                file.write(f"  sources: [{row['source']}]\n")


def _quoted(text: str) -> str:
    return f'"{text}"'


def _descriptor(*, cited: bool, home: str = "") -> str:
    statuses = ", ".join(f"{{value: {v}, label: {label}}}" for v, label in STATUSES.items())
    extra = "report: {bibliography: references.bib}\n" if cited else ""
    sources = "        - {name: sources, type: array, report: {sources: true}}\n" if cited else ""
    return (
        f"name: benchmark\n{extra}resources:\n  - name: records\n    path: records.yaml\n"
        f"    report: {{title: title{f', home: {home}' if home else ''}}}\n"
        "    schema:\n      primaryKey: [id]\n"
        "      fields:\n"
        "        - {name: id, type: string, title: Id, constraints: {required: true}}\n"
        "        - {name: title, type: string, title: Title}\n"
        "        - {name: domain, type: string, title: Domain}\n"
        "        - {name: date, type: date, title: Date}\n"
        f"        - {{name: status, type: string, title: Status, categories: [{statuses}]}}\n"
        "        - {name: description, type: string, title: Text, report: {markdown: true}}\n"
        f"{sources}"
    )


def report(folder: Path, *, tables: int, data: bool = True, extension: bool = True) -> None:
    """Write a report of 25 prose pages, some of which end in a table of 30 rows.

    Prose and tables draw on the same 2,000 words, as those of a real report do.

    Args:
        folder: where.
        tables: how many of the pages have a table.
        data: whether there are any records.
        extension: whether the extension is loaded; without it, tables are list-tables.
    """
    source = random.Random(3)
    vocabulary = words(WORDS_OF_A_REPORT)
    records = list(rows(30 * 12, WORDS_OF_A_REPORT))
    if data and extension:
        _with_data(folder, records)
    else:
        _start(folder, [*PEER_EXTENSIONS, *(["indonato_report"] if extension else [])])
    names = [f"page{number:02}" for number in range(25)]
    toctree = "\n".join(names)
    (folder / "index.md").write_text(
        f"# Report\n\n```{{toctree}}\n{toctree}\n```\n", encoding="utf-8"
    )
    for number, name in enumerate(names):
        parts = [f"# Page {number}"]
        for section in range(4):
            parts.append(f"## Section {section}")
            for _paragraph in range(4):
                text = source.choices(vocabulary, k=90)
                text[20], text[50] = f"*{text[20]}*", f"[{text[50]}](https://example.org/)"
                parts.append(" ".join(text).capitalize() + ".")
        if number < tables:
            shown = records[number * 30 : number * 30 + 30]
            low, high = shown[0]["id"], shown[-1]["id"]
            where = f'id >= "{low}" and id <= "{high}"'
            table = f"```{{report:table}} records where {where}\nRecords\n```"
            parts.append(table if extension else _list_table(shown))
        (folder / f"{name}.md").write_text("\n\n".join(parts) + "\n", encoding="utf-8")
