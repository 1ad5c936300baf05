"""Configuration of the report; all machinery lives in the extension."""

project = "India–NATO relations: the record"
author = "India–NATO report maintainers"
copyright = "2026, India–NATO report maintainers; text and data under CC BY 4.0"
version = release = "2026.11"
language = "en"

extensions = ["myst_parser", "sphinx_design", "sphinxcontrib.bibtex", "indonato_report"]
exclude_patterns = ["data"]
source_suffix = {".md": "markdown"}
myst_enable_extensions = ["colon_fence", "deflist", "substitution"]
numfig = True

report_data = "data/datapackage.yaml"
bibtex_bibfiles = ["references.bib"]
bibtex_default_style = "report"
bibtex_reference_style = "label"

html_theme = "furo"
html_title = project
html_show_sphinx = False
html_show_sourcelink = False

report_pdf_date = "2026-11-24"
report_pdf_documents = [
    (
        "index",
        "india-nato-report",
        project,
        {
            "subtitle": "Evidence, claims and what is not known",
            "description": "What is on record about relations between India and NATO.",
            "keywords": ("India", "NATO", "security policy", "Indo-Pacific", "strategic autonomy"),
            "licence": "CC BY 4.0",
            "licence_url": "https://creativecommons.org/licenses/by/4.0/",
            "exclude": ("guide/",),
            "contents_depth": 2,
        },
    ),
]
