"""What the builder ``epub`` lacks for a report: the same bytes each time, and pages left out.

Standard: EPUB 3.3 (https://www.w3.org/TR/epub-33/), section 4.2 for the container.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms import SphinxTransform
from sphinx.transforms.post_transforms import SphinxPostTransform

from indonato_report.config import report_config
from indonato_report.html import book_cover
from indonato_report.nodes import chart_picture

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder

#: The style sheet of books. Their readers know less of CSS than browsers do.
STYLE_SHEET = "report-book.css"
#: The class of pictures for dark screens.
DARK_PICTURE = "report-chart-dark"

_DATES = re.compile(rb"(<dc:date>|<meta property=\"dcterms:modified\">)[^<]*(</dc:date>|</meta>)")
# Sphinx names the attribute for the identifier there, instead of the identifier.
_OLD_IDENTIFIER = re.compile(rb'(<meta name="dtb:uid" content=")[^"]*(")')
_IDENTIFIER = re.compile(rb"<dc:identifier [^>]*>([^<]*)</dc:identifier>")
# Zip files know no time before this one.
_EARLIEST = datetime(1980, 1, 1, tzinfo=UTC)


def left_out(builder: Builder) -> list[str]:
    """Return the names of the pages that the book leaves out.

    Args:
        builder: the builder ``epub``.
    """
    beginnings = tuple(report_config(builder.config).epub_exclude)
    return sorted(name for name in builder.env.found_docs if name.startswith(beginnings))


class ListPagesBelowTheirPage(SphinxTransform):
    """Puts a list of pages that ends the last section of a page behind this section.

    Where the list stands is where the pages stand in the contents of the book.  They belong to the
    page that lists them, not to whatever its last section is about; and so deep the contents of
    many books don't reach.
    """

    # After what else changes the tree; the contents are gathered at 880 (``doctree-read``).
    default_priority = 875

    def apply(self, **kwargs: Any) -> None:
        """Change one page, if it is read for a book."""
        if self.env._app.builder.name != "epub":
            return
        page = next((one for one in self.document.children if isinstance(one, nodes.section)), None)
        if page is None:
            return
        lists: list[nodes.Node] = []
        while True:
            section: nodes.Element = page
            while section.children and isinstance(section[-1], nodes.section):
                section = section[-1]
            if section is page or not section.children or not _is_list_of_pages(section[-1]):
                break
            lists.insert(0, section.pop())
        page.extend(lists)


def _is_list_of_pages(node: nodes.Node) -> bool:
    return isinstance(node, nodes.compound) and "toctree-wrapper" in node["classes"]


class OnePictureOfEachChart(SphinxPostTransform):
    """Leaves out the pictures of charts for dark screens: readers of books choose none."""

    default_priority = 900
    builders = ("epub",)

    def run(self, **kwargs: Any) -> None:
        """Change the charts of one page."""
        for picture in self.document.findall(chart_picture):
            for image in list(picture.findall(nodes.image)):
                if DARK_PICTURE in image["classes"]:
                    image.parent.remove(image)


class LeadOutOfTheBook(SphinxPostTransform):
    """Makes links to pages that are left out lead to the website, or makes them plain text.

    In a list of pages they are not named.
    """

    # After everything that makes links.
    default_priority = 950
    builders = ("epub",)

    def run(self, **kwargs: Any) -> None:
        """Change the links of one page."""
        builder = self.env._app.builder
        own = self.env.current_document.docname
        names = left_out(builder)
        for tree in self.document.findall(addnodes.toctree):
            tree["entries"] = [entry for entry in tree["entries"] if entry[1] not in names]
        missing = {builder.get_relative_uri(own, name): name for name in names}
        base = str(builder.config.html_baseurl or "")
        for reference in list(self.document.findall(nodes.reference)):
            page, mark, place = reference.get("refuri", "").partition("#")
            if page not in missing or reference.get("internal") is False:
                continue
            if base:
                address = f"{base.rstrip('/')}/{missing[page]}.html{mark}{place}"
                reference["refuri"], reference["internal"] = address, False
            else:
                reference.replace_self(nodes.inline("", "", *reference.children))


def prepare_book(app: Sphinx) -> None:
    """Register the style sheet of books."""
    if app.builder.name == "epub":
        app.config.html_static_path.append(str(Path(__file__).parent / "book"))
        app.add_css_file(STYLE_SHEET)


def complete_book(app: Sphinx) -> list[tuple[str, dict[str, Any], str]]:
    """Tell the builder which pages the book leaves out and which cover it has, and add no page.

    This is done at the end only: a value that had changed before would be stored, and the next
    build would take it for a change by the author.
    """
    if app.builder.name == "epub":
        suffix = str(getattr(app.builder, "out_suffix", ".xhtml"))
        files = [name + suffix for name in left_out(app.builder)]
        app.config.epub_exclude_files = [*app.config.epub_exclude_files, *files]
        if report_config(app.config).epub_cover and not app.config.epub_cover:
            app.config.epub_cover = book_cover.draw_cover(app)
    return []


def make_reproducible(app: Sphinx, exception: Exception | None) -> None:
    """Write the finished book again, with the date of the edition for all its dates."""
    if exception is None and app.builder.name == "epub":
        from indonato_report.pdf.dates import timestamp

        moment = datetime.fromtimestamp(timestamp(app.config), UTC)
        path = Path(app.outdir) / f"{app.config.epub_basename}.epub"
        if path.is_file():
            rewrite(path, moment)


def rewrite(path: Path, moment: datetime) -> None:
    """Write a book again, with what its package lacks and one moment for all dates.

    Args:
        path: an EPUB file, which is replaced.
        moment: the moment, in UTC.
    """
    from indonato_report.html import book_package

    shown = moment.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    unfinished = path.with_name(f"{path.name}.new")
    with ZipFile(path) as old, ZipFile(unfinished, "w") as new:
        package = old.read("content.opf").decode()
        identifier = _IDENTIFIER.search(package.encode())
        positions = book_package.spine_positions(package)
        pages = [old.read(name).decode() for name in positions]
        for name in old.namelist():
            content = old.read(name)
            if name == "toc.ncx" and identifier:
                content = _OLD_IDENTIFIER.sub(rb"\g<1>" + identifier[1] + rb"\g<2>", content)
            if name in ("nav.xhtml", "toc.ncx"):
                text = content.decode()
                content = book_package.contents_in_reading_order(text, positions).encode()
            if name == "content.opf":
                content = _DATES.sub(rb"\g<1>" + shown + rb"\g<2>", content)
                metadata = book_package.accessibility_metadata(pages).encode()
                content = content.replace(b"  </metadata>", metadata + b"  </metadata>", 1)
                content = book_package.with_cover_image(content.decode()).encode()
            entry = ZipInfo(name, max(moment, _EARLIEST).timetuple()[:6])
            entry.external_attr = 0o644 << 16
            # The first entry tells the type of the file, and so it isn't compressed.
            entry.compress_type = ZIP_STORED if name == "mimetype" else ZIP_DEFLATED
            new.writestr(entry, content)
    unfinished.replace(path)


def setup_epub(app: Sphinx) -> None:
    """Connect to the events of a build."""
    app.add_transform(ListPagesBelowTheirPage)
    app.add_post_transform(OnePictureOfEachChart)
    app.add_post_transform(LeadOutOfTheBook)
    app.connect("builder-inited", prepare_book)
    app.connect("html-collect-pages", complete_book)
    app.connect("build-finished", make_reproducible)
