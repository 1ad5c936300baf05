"""Configuration of the report; all machinery lives in the extension."""

import os
from pathlib import Path

project = "India–NATO relations: the record"
author = "India–NATO report maintainers"
copyright = "2026, India–NATO report maintainers; text and data under CC BY 4.0"
version = release = "2026.11"
language = "en"

extensions = ["myst_parser", "sphinx_design", "sphinxcontrib.bibtex", "indonato_report"]
exclude_patterns = ["data"]
source_suffix = {".md": "markdown"}
myst_enable_extensions = ["attrs_block", "attrs_inline", "colon_fence", "deflist", "substitution"]
numfig = True

report_data = "data/datapackage.yaml"
bibtex_bibfiles = ["references.bib"]
bibtex_default_style = "report"
bibtex_reference_style = "report"

html_theme = "furo"
html_title = project
html_static_path = ["_static"]
html_css_files = ["identity.css"]
html_search_scorer = str(Path(__file__).with_name("search_order.js"))
html_show_sphinx = False
html_show_sourcelink = False
# The address under which the site is published; without it no address of a host is written.
html_baseurl = os.environ.get("REPORT_BASE_URL", "")

epub_basename = "india-nato-report"
epub_title = project
epub_description = "What is on record about relations between India and NATO, with its sources."
epub_contributor = epub_publisher = author
epub_identifier = "urn:uuid:ea0ae375-24d1-5afe-a8ac-611839b9d259"
epub_scheme = "URI"
epub_uid = "report"
epub_show_urls = "no"
epub_tocdepth = 2
epub_tocdup = False
epub_tocscope = "includehidden"
epub_use_index = False
epub_css_files = []
epub_exclude_files = ["_static/identity.css"]
report_epub_cover = True
report_epub_exclude = ["guide/"]

report_citation = "../CITATION.cff"
report_evidence_dates = True
report_join_files = True
report_markdown_pages = True
report_social_cards = True
report_feed = [
    {"collection": "engagements", "date": "date", "summary": "summary"},
    {"collection": "corrections", "date": "date", "summary": "now"},
]
report_content_security_policy = "default-src 'self'; img-src 'self' data:"

report_pdf_date = "2026-11-30"
_pdf = {
    "licence": "CC BY 4.0",
    "licence_url": "https://creativecommons.org/licenses/by/4.0/",
    "how_to_cite": f"{author}: {project}. Release {release}.",
    "keywords": ("India", "NATO", "security policy", "Indo-Pacific", "strategic autonomy"),
    "contents_depth": 2,
}
_brief = {**_pdf, "subtitle": f"Brief from “{project}”", "chapter_pages": False}
report_pdf_documents = [
    (
        "index",
        "india-nato-report",
        project,
        {
            **_pdf,
            "subtitle": "Evidence, claims and what is not known",
            "description": "What is on record about relations between India and NATO.",
            "exclude": ("guide/",),
            "summary": "summary",
        },
    ),
    (
        "dynamics/index",
        "brief-dynamics",
        "The two sides and what moves them",
        {**_brief, "description": "What India and NATO are to each other, and what moves them."},
    ),
    (
        "interactions/index",
        "brief-interactions",
        "Contacts between India and NATO",
        {**_brief, "description": "Every contact on record, with its sources."},
    ),
    (
        "cooperation/index",
        "brief-cooperation",
        "Areas of cooperation",
        {**_brief, "description": "What has been done together, field by field."},
    ),
    (
        "autonomy/index",
        "brief-autonomy",
        "Strategic autonomy",
        {**_brief, "description": "India's strategic autonomy and what it means for NATO."},
    ),
    (
        "outlook/index",
        "brief-outlook",
        "Outlook",
        {**_brief, "description": "What may come, labelled as analysis."},
    ),
]
