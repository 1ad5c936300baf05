project = "Everything & <more>"
author = "Ann Author"
release = "1.0"
extensions = ["myst_parser", "sphinx_design", "sphinxcontrib.bibtex", "pdf.fakes"]
myst_enable_extensions = ["colon_fence", "deflist", "dollarmath", "fieldlist"]
source_suffix = {".rst": "restructuredtext", ".md": "markdown"}
bibtex_bibfiles = ["references.bib"]
numfig = True
exclude_patterns = ["left-out-of-the-project"]
report_pdf_date = "2026-11-24"
report_pdf_documents = [
    (
        "index",
        "everything",
        "Everything & <more>",
        {
            "subtitle": "All that a page can hold",
            "authors": ["Ann Author", "Bala Writer"],
            "licence": "CC BY 4.0",
            "licence_url": "https://creativecommons.org/licenses/by/4.0/",
            "keywords": ["tests", "pages"],
            "description": "A page of every kind.",
            "exclude": ["guide/"],
        },
    )
]
