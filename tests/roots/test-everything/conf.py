"""Every part of the extension, on few pages."""

project = "Harbours"
author = "The harbour master"
copyright = "2026, the harbour master"

extensions = ["myst_parser", "sphinx_design", "sphinxcontrib.bibtex", "indonato_report"]
exclude_patterns = ["data"]
myst_enable_extensions = ["colon_fence"]
numfig = True

report_data = "data/datapackage.yaml"
bibtex_bibfiles = ["references.bib"]
bibtex_default_style = "report"
bibtex_reference_style = "label"

html_theme = "basic"
linkcheck_ignore = [".*"]
