"""The command line says what is wrong, writes what is asked for, and never ends in a traceback."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import jsonschema_rs
import pytest
from ryaml import loads

from indonato_report import __version__, cli

ROOT = Path(__file__).resolve().parent.parent

DESCRIPTOR = """\
name: harbour
report: {edition_date: "2026-06-30"}
resources:
  - name: visits
    path: visits.yaml
    report: {facts: {value: crew, review_by: due}}
    schema:
      primaryKey: id
      fields:
        - {name: id, type: string, constraints: {required: true}}
        - {name: ship, type: string, constraints: {required: true}}
        - {name: kind, type: string, categories: [cargo, ferry]}
        - {name: crew, type: integer}
        - {name: due, type: date}
"""

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with sound data, and the current one."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    data = tmp_path / "docs" / "data"
    data.mkdir(parents=True)
    (data / "datapackage.yaml").write_text(DESCRIPTOR)
    (data / "visits.yaml").write_text("- {id: v1, ship: Aurora}\n- {id: v2, ship: Borealis}\n")
    return tmp_path


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run the command line; return its exit status and what it printed on both streams."""

    def run_command(*arguments: str) -> tuple[int, str, str]:
        status = cli.main(arguments)
        printed = capsys.readouterr()
        return status, printed.out, printed.err

    return run_command


# -- check ----------------------------------------------------------------------------------------
def test_check_of_sound_data(folder: Path, run: Run) -> None:
    assert run("check") == (0, "2 records in 1 collection: 0 errors, 0 notes.\n", "")


@pytest.mark.parametrize("path", ["docs/data/datapackage.yaml", "docs/data", "docs/data/"])
def test_check_of_a_descriptor_that_is_named(folder: Path, run: Run, path: str) -> None:
    assert run("check", path)[0] == 0


def test_check_prints_every_problem_and_a_summary(folder: Path, run: Run) -> None:
    (folder / "docs/data/visits.yaml").write_text(
        "- {id: v1, ship: Aurora, kind: boat, due: 2026-01-01}\n- {id: v1}\n"
    )
    status, out, err = run("check")
    assert status == 1 and err == ""
    assert out.splitlines() == [
        "docs/data/visits.yaml:1:32: [data.enum] kind: 'boat' is not one of cargo, ferry.",
        "docs/data/visits.yaml:1:43: [data.review-due] due: 2026-01-01 has passed on 2026-06-30; "
        "check the sources again and move the date",
        "docs/data/visits.yaml:2:3: [data.required] ship: this field is required, but missing; "
        "expected a text",
        "docs/data/visits.yaml:2:8: [data.duplicate-id] id: 'v1' is already the key of the record "
        "in docs/data/visits.yaml:1; give this one another key, or merge the two",
        "1 record in 1 collection: 3 errors, 1 note.",
    ]


def test_notes_are_no_failure(folder: Path, run: Run) -> None:
    (folder / "docs/data/visits.yaml").write_text("- {id: v1, ship: Aurora, due: 2026-01-01}\n")
    status, out, _ = run("check")
    assert status == 0 and out.endswith("1 record in 1 collection: 0 errors, 1 note.\n")


def test_check_for_programs(folder: Path, run: Run) -> None:
    (folder / "docs/data/visits.yaml").write_text("- {id: v1, ship: Aurora, kind: boat}\n")
    status, out, _ = run("check", "--format", "json")
    assert status == 1
    assert json.loads(out) == {
        "problems": [
            {
                "path": "docs/data/visits.yaml",
                "line": 1,
                "column": 32,
                "code": "data.enum",
                "severity": "error",
                "message": "kind: 'boat' is not one of cargo, ferry.",
                "title": "Not one of the allowed values",
                "remedy": "Use one of the values listed.",
            }
        ],
        "records": {"visits": 1},
        "errors": 1,
        "notes": 0,
    }


def test_check_of_a_broken_descriptor(folder: Path, run: Run) -> None:
    (folder / "docs/data/datapackage.yaml").write_text("name: x\n")
    status, out, _ = run("check")
    assert status == 1
    assert out.splitlines() == [
        "docs/data/datapackage.yaml:1:1: [descriptor.schema] resources: this key is required, but "
        "missing",
        "No records were read: the descriptor cannot be used. 1 error, 0 notes.",
    ]
    assert json.loads(run("check", "--format", "json")[1])["records"] == {}


def test_check_of_a_file_that_is_not_there(folder: Path, run: Run) -> None:
    status, out, _ = run("check", "docs/data/datapackge.yaml")
    assert status == 1
    assert out.startswith(
        "docs/data/datapackge.yaml: [file.missing] there is no such file. Did you mean "
        "'datapackage.yaml'?\n"
    )


# -- schema ---------------------------------------------------------------------------------------
def test_schema_writes_one_file_a_collection(folder: Path, run: Run) -> None:
    status, out, _ = run("schema")
    assert status == 0
    assert out.splitlines() == [
        "build/schema/visits.schema.json",
        "build/schema/datapackage.schema.json",
    ]
    schema = json.loads((folder / "build/schema/visits.schema.json").read_text())
    assert jsonschema_rs.is_valid(schema, [{"id": "v1", "ship": "Aurora"}])
    assert run("schema", "-o", "elsewhere")[0] == 0
    assert (folder / "elsewhere/visits.schema.json").is_file()


def test_schema_of_a_broken_descriptor(folder: Path, run: Run) -> None:
    (folder / "docs/data/datapackage.yaml").write_text("name: x\n")
    status, out, err = run("schema")
    assert (status, out) == (2, "")
    assert err.splitlines()[0].startswith("docs/data/datapackage.yaml:1:1: [descriptor.schema]")
    assert err.splitlines()[1] == (
        "indonato-report: the descriptor cannot be used; correct it first"
    )


@pytest.mark.parametrize("command", ["schema", "export"])
def test_a_folder_that_cannot_be_written_to(folder: Path, run: Run, command: str) -> None:
    (folder / "file").write_text("")
    status, _, err = run(command, "--output", "file/below")
    assert status == 2
    assert err == (
        "indonato-report: cannot write to file/below: Not a directory; name another folder by "
        "--output\n"
    )


# -- export ---------------------------------------------------------------------------------------
def test_export_writes_the_published_data(folder: Path, run: Run) -> None:
    status, out, _ = run("export", "-o", "out")
    assert status == 0
    assert out.splitlines() == [
        f"out/{name}" for name in ("datapackage.json", "README.md", "visits.csv", "visits.json")
    ]
    assert (folder / "out/visits.csv").read_text() == (
        "id,ship,kind,crew,due\nv1,Aurora,,,\nv2,Borealis,,,\n"
    )


@pytest.mark.parametrize(
    ("name", "content"),
    [("visits.yaml", "- {id: v1}\n"), ("datapackage.yaml", "name: x\n")],
)
def test_data_with_errors_are_not_exported(folder: Path, run: Run, name: str, content: str) -> None:
    (folder / "docs/data" / name).write_text(content)
    status, out, err = run("export")
    assert (status, out) == (1, "")
    assert err.splitlines()[-1] == "Nothing was exported: 1 error."
    assert not (folder / "build").exists()


def test_the_data_are_not_exported_over_themselves(folder: Path, run: Run) -> None:
    status, _, err = run("export", "-o", "docs/data")
    assert status == 2
    assert err == (
        "indonato-report: docs/data holds the data themselves; name another folder by --output\n"
    )
    assert not (folder / "docs/data/README.md").exists()


# -- new ------------------------------------------------------------------------------------------
def test_new_prints_a_record_to_fill_in(folder: Path, run: Run) -> None:
    status, out, _ = run("new", "visits")
    assert status == 0
    assert loads(out) == [dict.fromkeys(["id", "ship", "kind", "crew", "due"])]
    assert "# kind (optional): one of cargo, ferry." in out


def test_new_of_an_unknown_collection(folder: Path, run: Run) -> None:
    status, out, err = run("new", "visit", "docs/data")
    assert (status, out) == (2, "")
    assert err == (
        "indonato-report: 'visit' is not a collection; the collections are visits. Did you mean "
        "'visits'?\n"
    )


# -- use ------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["chek"], "'chek' is no command; the commands are check, schema, export, new. Did you me"),
        ([], "the following arguments are required: COMMAND\nusage: indonato-report"),
        (["new"], "the following arguments are required: COLLECTION\nusage: indonato-report new"),
        (["check", "--format", "xml"], "argument --format: invalid choice: 'xml'"),
        (["check", "a", "b"], "unrecognized arguments: b"),
    ],
)
def test_wrong_use_is_explained(
    folder: Path, run: Run, arguments: list[str], expected: str
) -> None:
    status, out, err = run(*arguments)
    assert (status, out) == (2, "")
    assert err.startswith(f"indonato-report: {expected}")


def test_without_a_descriptor_one_is_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Run
) -> None:
    monkeypatch.chdir(tmp_path)
    status, _, err = run("check")
    assert status == 2
    assert err == (
        "indonato-report: no descriptor was found here; name one, or change to a folder with "
        "docs/data/datapackage.yaml\n"
    )


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["--help"], ["check ", "schema ", "export ", "new ", "Exit status: 0 if all is well"]),
        (["check", "--help"], ["Read all data files and print every problem", "--format"]),
        (["new", "--help"], ["COLLECTION", "DESCRIPTOR", "Print an empty record in YAML"]),
        (["export", "-h"], ["--output FOLDER", "Data with errors are not exported"]),
        (["--version"], [f"indonato-report {__version__}"]),
    ],
)
def test_help(
    capsys: pytest.CaptureFixture[str], arguments: list[str], expected: list[str]
) -> None:
    with pytest.raises(SystemExit) as caught:
        cli.main(arguments)
    assert caught.value.code == 0
    printed = " ".join(capsys.readouterr().out.split())
    assert all(" ".join(part.split()) in printed for part in expected)


def test_an_interruption_ends_quietly(
    folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("indonato_report.data.dataset.load", interrupt)
    assert run("check") == (130, "", "")


# -- as a program ---------------------------------------------------------------------------------
def program(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "indonato_report.cli", *arguments],
        cwd=folder,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def test_it_runs_as_a_program_and_in_a_terminal_without_unicode(folder: Path) -> None:
    (folder / "docs/data/visits.yaml").write_text("- {id: v1, ship: Étoile, kind: canoë}\n")
    done = program(folder, "check", PYTHONIOENCODING="ascii")
    assert done.returncode == 1 and done.stderr == ""
    assert "kind: 'cano\\xeb' is not one of cargo, ferry." in done.stdout


def test_a_reader_that_stops_listening_is_no_error(folder: Path) -> None:
    lines = "".join(f"- {{id: v{number}}}\n" for number in range(900))
    (folder / "docs/data/visits.yaml").write_text(lines)
    with subprocess.Popen(
        [sys.executable, "-m", "indonato_report.cli", "check"],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None and process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(30) == 0


def test_nothing_heavy_is_imported_before_it_is_needed(folder: Path) -> None:
    heavy = [
        "ryaml",
        "jsonschema_rs",
        "babel",
        "markdown_it",
        "yaml",
        "sphinx",
        "docutils",
        "pybtex",
    ]
    code = (
        "import sys\n"
        "import indonato_report.cli, indonato_report.data.dataset, indonato_report.data.export\n"
        "import indonato_report.data.fingerprint, indonato_report.data.skeleton\n"
        f"print([name for name in {heavy} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_the_data_layer_needs_neither_sphinx_nor_docutils(folder: Path) -> None:
    code = (
        "import sys\n"
        "from indonato_report import cli\n"
        "status = cli.main(['check']), cli.main(['export']), cli.main(['schema'])\n"
        "print(status, [n for n in ('sphinx', 'docutils', 'babel') if n in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=folder, capture_output=True, text=True, check=True
    )
    assert done.stdout.endswith("(0, 0, 0) []\n")


# -- the report's own data ------------------------------------------------------------------------
def test_the_data_of_the_report_are_sound(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    status, out, _ = run("check")
    assert status == 0, out


@pytest.mark.filterwarnings("ignore")
def test_the_exported_data_of_the_report_satisfy_the_standard(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from frictionless import Package

    monkeypatch.chdir(ROOT)
    assert run("export", "--output", str(tmp_path))[0] == 0
    monkeypatch.chdir(tmp_path)
    report = Package("datapackage.json").validate()
    assert report.valid, report.flatten(["type", "note"])
