"""The command line: check, describe, export and begin data, without Sphinx.

Heavy parts are imported by the command that needs them, so that help and errors come at once.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from indonato_report import __version__

if TYPE_CHECKING:
    from indonato_report.data.dataset import Dataset
    from indonato_report.data.descriptor import Package
    from indonato_report.data.problems import Problem

#: Where a descriptor is looked for when none is named.
USUAL_PLACES = ("docs/data/datapackage.yaml", "data/datapackage.yaml", "datapackage.yaml")

OK, FOUND_ERRORS, WRONG_USE = 0, 1, 2

_DESCRIPTION = "Check, export and extend the data of a report."
_EPILOG = """\
Without DESCRIPTOR, the first of these files that exists is taken:
  docs/data/datapackage.yaml, data/datapackage.yaml, datapackage.yaml

Exit status: 0 if all is well (notes are no errors), 1 if the data have errors, 2 if the command
was used wrongly."""


class UsageError(Exception):
    """The command was used wrongly; the message says how to use it."""


class _Parser(argparse.ArgumentParser):
    """An argument parser that raises instead of leaving the program."""

    def error(self, message: str) -> NoReturn:
        if found := re.search(r"argument COMMAND: invalid choice: '([^']*)'", message):
            from indonato_report.data.problems import nearest

            commands = ("check", "schema", "export", "new")
            message = (
                f"'{found[1]}' is no command; the commands are {', '.join(commands)}."
                f"{nearest(found[1], commands)}"
            )
        raise UsageError(f"{message}\n{self.format_usage().strip()}")


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line.

    Args:
        argv: the arguments; by default those of the process.

    Returns:
        The exit status: 0 for success, 1 for errors in the data, 2 for wrong use.
    """
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # names of files need not fit the terminal's encoding
            stream.reconfigure(errors="backslashreplace")
    try:
        arguments = _arguments(argv)
        status: int = arguments.run(arguments)
        sys.stdout.flush()
        return status
    except UsageError as error:
        print(f"indonato-report: {error}", file=sys.stderr)
        return WRONG_USE
    except BrokenPipeError:  # the reader of our output, such as `head`, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        return OK
    except KeyboardInterrupt:
        return 130


def _arguments(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = _Parser(
        prog="indonato-report",
        description=_DESCRIPTION,
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"%(prog)s {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)

    check = commands.add_parser(
        "check",
        help="print every problem of the data",
        description="Read all data files and print every problem with file, line and column.",
    )
    check.add_argument(
        "--format",
        choices=("text", "json"),
        default="text",
        help="text (the default) for people, json for programs",
    )
    check.set_defaults(run=_check)

    schema = commands.add_parser(
        "schema",
        help="write JSON Schemas, with which editors complete and check what is typed",
        description="Write one JSON Schema for each collection and one for the descriptor.",
    )
    schema.set_defaults(run=_schema)

    export = commands.add_parser(
        "export",
        help="write the data as CSV, JSON and a Data Package",
        description="Write the published data: CSV and JSON tables, datapackage.json, README.md. "
        "Data with errors are not exported.",
    )
    export.set_defaults(run=_export)

    new = commands.add_parser(
        "new",
        help="print an empty record of a collection, to be filled in",
        description="Print an empty record in YAML: every field with its type and allowed values.",
    )
    new.add_argument("collection", metavar="COLLECTION", help="name of the collection")
    new.set_defaults(run=_new)

    for command in (check, schema, export, new):
        command.add_argument(
            "descriptor",
            metavar="DESCRIPTOR",
            nargs="?",
            type=Path,
            help="the datapackage.yaml (by default the first of the usual places)",
        )
    for command, folder in ((schema, "build/schema"), (export, "build/dataset")):
        command.add_argument(
            "-o",
            "--output",
            metavar="FOLDER",
            type=Path,
            default=Path(folder),
            help=f"where to write (by default {folder})",
        )
    return parser.parse_args(argv)


def _descriptor(arguments: argparse.Namespace) -> Path:
    if arguments.descriptor is not None:
        path: Path = arguments.descriptor
        inside = path / "datapackage.yaml"
        return inside if path.is_dir() and inside.is_file() else path
    for place in USUAL_PLACES:
        if Path(place).is_file():
            return Path(place)
    raise UsageError(
        f"no descriptor was found here; name one, or change to a folder with {USUAL_PLACES[0]}"
    )


def _check(arguments: argparse.Namespace) -> int:
    from indonato_report.data import dataset

    data = dataset.load(_descriptor(arguments))
    if arguments.format == "json":
        print(_as_json(data))
    else:
        for problem in data.problems:
            print(problem)
        print(_summary(data))
    return FOUND_ERRORS if _errors(data) else OK


def _errors(data: Dataset) -> list[Problem]:
    return [problem for problem in data.problems if problem.severity == "error"]


def _summary(data: Dataset) -> str:
    errors = len(_errors(data))
    notes = len(data.problems) - errors
    records = sum(map(len, data.records.values()))
    counted = f"{_count(errors, 'error')}, {_count(notes, 'note')}"
    if data.package is None:
        return f"No records were read: the descriptor cannot be used. {counted}."
    collections = _count(len(data.records), "collection")
    return f"{_count(records, 'record')} in {collections}: {counted}."


def _count(number: int, thing: str) -> str:
    return f"{number:,} {thing}{'s' * (number != 1)}"


def _as_json(data: Dataset) -> str:
    import json

    from indonato_report.data.problems import CODES

    problems = [
        {
            "path": problem.path,
            "line": problem.line,
            "column": problem.column,
            "code": problem.code,
            "severity": problem.severity,
            "message": problem.message,
            "title": CODES[problem.code].title,
            "remedy": CODES[problem.code].remedy,
        }
        for problem in data.problems
    ]
    errors = len(_errors(data))
    content = {
        "problems": problems,
        "records": {name: len(records) for name, records in data.records.items()},
        "errors": errors,
        "notes": len(problems) - errors,
    }
    return json.dumps(content, indent=2)


def _usable_package(path: Path) -> Package:
    from indonato_report.data.descriptor_reader import read_descriptor

    package, problems = read_descriptor(path)
    if package is None:
        for problem in problems:
            print(problem, file=sys.stderr)
        raise UsageError("the descriptor cannot be used; correct it first")
    return package


def _schema(arguments: argparse.Namespace) -> int:
    from indonato_report.data.editor_schema import schema_files

    package = _usable_package(_descriptor(arguments))
    folder: Path = arguments.output
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in schema_files(package).items():
            (folder / name).write_bytes(text.encode())
            print(folder / name)
    except OSError as error:
        raise UsageError(_cannot_write(folder, error)) from None
    return OK


def _export(arguments: argparse.Namespace) -> int:
    from indonato_report.data import dataset
    from indonato_report.data.export import write_package

    descriptor = _descriptor(arguments)
    if arguments.output.resolve() == descriptor.parent.resolve():
        raise UsageError(
            f"{arguments.output} holds the data themselves; name another folder by --output"
        )
    data = dataset.load(descriptor)
    errors = _errors(data)
    if errors or data.package is None:
        for problem in errors:
            print(problem, file=sys.stderr)
        print(f"Nothing was exported: {_count(len(errors), 'error')}.", file=sys.stderr)
        return FOUND_ERRORS
    try:
        for path in write_package(data, arguments.output):
            print(path)
    except OSError as error:
        raise UsageError(_cannot_write(arguments.output, error)) from None
    return OK


def _cannot_write(folder: Path, error: OSError) -> str:
    return f"cannot write to {folder}: {error.strerror}; name another folder by --output"


def _new(arguments: argparse.Namespace) -> int:
    from indonato_report.data.problems import listed, nearest
    from indonato_report.data.skeleton import skeleton

    package = _usable_package(_descriptor(arguments))
    collection = package.collections.get(arguments.collection)
    if collection is None:
        names = list(package.collections)
        raise UsageError(
            f"'{arguments.collection}' is not a collection; the collections are "
            f"{listed(names)}.{nearest(arguments.collection, names)}"
        )
    print(skeleton(collection), end="")
    return OK


if __name__ == "__main__":
    sys.exit(main())
