"""Diagrams of Graphviz: drawn where there is dot, else shown as source."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

from pdf.conftest import Build

GRAPH = "digraph { harbour -> ship }"
PAGE = f"""Start
=====

.. graphviz::
   :alt: A harbour leads to a ship.
   :caption: Two of them

   {GRAPH}
"""
#: Stands for dot: draws a wide picture, whatever it is asked for.
DRAWS = """import sys
assert "ship" in sys.stdin.read() and sys.argv[-1] == "-Tsvg"
print('<svg xmlns="http://www.w3.org/2000/svg" width="900pt" height="90pt">'
      '<rect width="900" height="90" fill="#0b4a6f"/></svg>')
"""
FAILS = "import sys\nsys.exit('syntax error in line 1')\n"


@pytest.fixture
def dot(tmp_path: Path) -> str:
    return _program(tmp_path / "draws", DRAWS)


def _program(path: Path, code: str) -> str:
    path.write_text(f"#!{sys.executable}\n{code}")
    path.chmod(0o755)
    return str(path)


def test_a_diagram_is_a_figure_with_its_alternative_text(build: Build, dot: str) -> None:
    built = build({"index.rst": PAGE}, extensions=("sphinx.ext.graphviz",), graphviz_dot=dot)
    assert not built.warnings
    (figure,) = built.read().root.all("Figure")
    assert figure.alt == "A harbour leads to a ship."
    assert built.read().says("Two of them")
    assert not built.read().says("harbour ->")
    assert built.manifest()[0]["standards"] == ["ua-1", "a-3a"]


def test_without_alternative_text_the_source_is_read_aloud(build: Build, dot: str) -> None:
    page = PAGE.replace("   :alt: A harbour leads to a ship.\n", "")
    built = build({"index.rst": page}, extensions=("sphinx.ext.graphviz",), graphviz_dot=dot)
    (figure,) = built.read().root.all("Figure")
    assert figure.alt == GRAPH


def test_without_dot_the_source_is_shown(build: Build) -> None:
    built = build(
        {"index.rst": PAGE}, extensions=("sphinx.ext.graphviz",), graphviz_dot="no-such-program"
    )
    assert "WARNING: this diagram can't be drawn, so the PDF shows its source: " in built.warnings
    assert "no-such-program" in built.warnings
    assert built.read().says(GRAPH)


def test_what_dot_says_is_told(build: Build, tmp_path: Path) -> None:
    program = _program(tmp_path / "fails", FAILS)
    built = build({"index.rst": PAGE}, extensions=("sphinx.ext.graphviz",), graphviz_dot=program)
    assert "shows its source: syntax error in line 1" in built.warnings


@pytest.mark.skipif(shutil.which("dot") is None, reason="Graphviz is not installed")
def test_dot_draws_diagrams_and_families_of_classes(build: Build) -> None:
    page = f"{PAGE}\n.. inheritance-diagram:: collections.OrderedDict\n"
    built = build(
        {"index.rst": page}, extensions=("sphinx.ext.graphviz", "sphinx.ext.inheritance_diagram")
    )
    assert not built.warnings
    alternatives = [figure.alt for figure in built.read().root.all("Figure")]
    assert alternatives == [
        "A harbour leads to a ship.",
        "Inheritance diagram of collections.OrderedDict",
    ]
