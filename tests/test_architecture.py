"""The arrows of the house run one way, as the guide's page on architecture says."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from guide_pages import REPOSITORY, first_code, guide_page, rows, section

SOURCE = REPOSITORY / "src" / "indonato_report"


def layers() -> list[str]:
    """Return the parts of the package as the guide orders them, users before what they use."""
    return [
        first_code(cells[0]).removesuffix("/").removesuffix(".py")
        for cells in rows(section(guide_page("architecture"), "The house"))
    ]


def imported_parts(path: Path) -> set[str]:
    """Return the parts of the package that a module imports, for its types as well."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module == "indonato_report":
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module.removeprefix("indonato_report."))
        elif isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
    return {name.partition(".")[0] for name in names}


def modules_imported(path: Path) -> set[Path]:
    """Return the files of the package that a module needs when it runs, not only for its types."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            node.body = [ast.Pass()]
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            found |= {
                file_of(f"{node.module}.{each.name}") or file_of(node.module) for each in node.names
            }
    return {path for path in found if path is not None}


def file_of(module: str) -> Path | None:
    """Return the file of a module of the package, or ``None`` if it is none."""
    root = SOURCE.parent / module.replace(".", "/")
    return next(
        (path for path in (root.with_suffix(".py"), root / "__init__.py") if path.is_file()), None
    )


def test_no_module_needs_itself() -> None:
    """Arrows between files run one way as well, those that are drawn late among them."""
    arrows = {path: modules_imported(path) for path in SOURCE.rglob("*.py")}
    while arrows:
        ground = [path for path, needed in arrows.items() if not needed & arrows.keys()]
        if not ground:
            circle = sorted(str(path.relative_to(SOURCE)) for path in arrows)
            raise AssertionError(f"these need each other, or what does: {circle}")
        for path in ground:
            del arrows[path]


def test_the_architecture_page_lists_every_part() -> None:
    parts = {path.stem for path in SOURCE.iterdir() if path.suffix == ".py" or path.is_dir()}
    assert sorted(layers()) == sorted(parts - {"__pycache__", "locale"})


@pytest.mark.parametrize("part", layers())
def test_a_part_uses_only_what_stands_below_it(part: str) -> None:
    order = layers()
    above = set(order[: order.index(part)])
    files = (SOURCE / part).rglob("*.py") if (SOURCE / part).is_dir() else [SOURCE / f"{part}.py"]
    for path in files:
        assert not imported_parts(path) & above, path.relative_to(SOURCE)


@pytest.mark.parametrize("part", ["data", "cells"])
def test_the_data_layer_knows_neither_sphinx_nor_docutils(part: str) -> None:
    files = (SOURCE / part).rglob("*.py") if part == "data" else [SOURCE / f"{part}.py"]
    for path in files:
        assert not imported_parts(path) & {"sphinx", "docutils"}, path.relative_to(SOURCE)


def test_every_file_that_the_architecture_page_names_exists() -> None:
    named = re.findall(r"`([\w/]+(?:\.py|/))`", guide_page("architecture"))
    roots = (SOURCE, SOURCE / "data", SOURCE / "pdf", SOURCE / "directives", REPOSITORY)
    missing = [name for name in named if not any((root / name).exists() for root in roots)]
    assert named and not missing
