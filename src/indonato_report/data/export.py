"""The published data: tables, their descriptor and a README in one folder.

The same records give the same bytes, whatever the machine.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from indonato_report.data.dataset import Dataset
from indonato_report.data.export_descriptor import descriptor_text
from indonato_report.data.export_readme import readme_text
from indonato_report.data.export_tables import csv_text, json_text

BIBLIOGRAPHY = "references.bib"


def package_files(dataset: Dataset) -> dict[str, str]:
    """Return the texts of all files of the published data, by their names.

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
        name: csv_text(collection, records[name])
        for name, collection in package.collections.items()
    }
    files = {"datapackage.json": descriptor_text(package, records, tables)}
    bibliography = BIBLIOGRAPHY if package.bibliography else ""
    files["README.md"] = readme_text(package, records, bibliography)
    for name, collection in package.collections.items():
        files[f"{name}.csv"] = tables[name]
        files[f"{name}.json"] = json_text(collection, records[name])
    return files


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
    files = package_files(dataset)
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name, text in files.items():
        path = folder / name
        path.write_bytes(text.encode())
        written.append(path)
    if dataset.package is not None and dataset.package.bibliography is not None:
        path = folder / BIBLIOGRAPHY
        shutil.copyfile(dataset.package.bibliography, path)
        written.append(path)
    return written
