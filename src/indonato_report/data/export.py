"""The published data: tables, their descriptor and a README in one folder.

The same records give the same bytes, whatever the machine.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

from indonato_report.data.dataset import Dataset
from indonato_report.data.export_descriptor import descriptor_text
from indonato_report.data.export_readme import readme_text
from indonato_report.data.export_tables import csv_lines, json_lines

BIBLIOGRAPHY = "references.bib"


def package_files(dataset: Dataset) -> dict[str, str]:
    """Return the texts of all files of the published data, by their names.

    Arguments and errors are those of :func:`package_pieces`.
    """
    return {name: "".join(pieces) for name, pieces in package_pieces(dataset)}


def package_pieces(dataset: Dataset) -> Iterator[tuple[str, Iterable[str]]]:
    """Yield the name of each file of the published data, and its text in pieces.

    Large tables never stand in memory as a whole.

    Args:
        dataset: records without errors; a value that failed its check is left out.

    Raises:
        ValueError: if the dataset's descriptor could not be used.
    """
    package = dataset.package
    if package is None:
        raise ValueError("there is nothing to export: the descriptor cannot be used")
    records = {name: list(dataset.records[name].values()) for name in package.collections}
    tables = {
        name: csv_lines(collection, records[name])
        for name, collection in package.collections.items()
    }
    yield "datapackage.json", [descriptor_text(package, records, tables)]
    bibliography = BIBLIOGRAPHY if package.bibliography else ""
    yield "README.md", [readme_text(package, records, bibliography)]
    for name, collection in package.collections.items():
        yield f"{name}.csv", csv_lines(collection, records[name])
        yield f"{name}.json", json_lines(collection, records[name])


def write_package(dataset: Dataset, folder: Path) -> list[Path]:
    """Write the published data into a folder, which is made if there is none.

    Args:
        dataset: records without errors.
        folder: where to write; files of the same names are replaced, others stay.

    Returns:
        The files that were written.

    Raises:
        OSError: if the folder cannot be written to.
        ValueError: if the dataset's descriptor could not be used.
    """
    written = []
    for name, pieces in package_pieces(dataset):
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / name
        with path.open("w", encoding="utf-8", newline="") as file:
            file.writelines(pieces)
        written.append(path)
    if dataset.package is not None and dataset.package.bibliography is not None:
        path = folder / BIBLIOGRAPHY
        shutil.copyfile(dataset.package.bibliography, path)
        written.append(path)
    return written
