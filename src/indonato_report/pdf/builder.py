"""The Sphinx builder ``pdf``: ``sphinx-build -b pdf docs build/pdf``."""

from __future__ import annotations

import hashlib
import importlib.metadata
import json
from collections.abc import Set
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.builders import Builder
from sphinx.errors import SphinxError
from sphinx.locale import __
from sphinx.util import logging
from sphinx.util.images import guess_mimetype

from indonato_report.pdf.assemble import INTERNAL, assemble
from indonato_report.pdf.checks import strictest_claim
from indonato_report.pdf.compilation import MAIN, Outcome, compile_document, named
from indonato_report.pdf.compile import Job
from indonato_report.pdf.dates import shown_date, timestamp
from indonato_report.pdf.documents import PDFDocument, read_documents
from indonato_report.pdf.fonts import FontChoice, choose_fonts
from indonato_report.pdf.lookup import RecordLookup
from indonato_report.pdf.manifest import write_manifest
from indonato_report.pdf.positions import SourceMap
from indonato_report.pdf.settings import PDF_CONFIG
from indonato_report.pdf.source import THEME, font_settings, main_source
from indonato_report.pdf.staging import Staging
from indonato_report.pdf.stamps import Stamp, Stamps
from indonato_report.pdf.translator import PDFTranslator

logger = logging.getLogger(__name__)


class PDFError(SphinxError):
    """A PDF could not be made; the last good file is still there."""

    category = "PDF"


@dataclass(frozen=True)
class _Prepared:
    """A translated document, ready to compile."""

    document: PDFDocument
    job: Job
    staging: Staging
    source: SourceMap
    assets: dict[str, nodes.Element]
    digest: str


class PDFBuilder(Builder):
    """Builds PDFs through Typst; each from the pages that its start page leads to."""

    name = "pdf"
    format = "pdf"
    epilog = __("The PDF files are in %(outdir)s.")
    default_translator_class = PDFTranslator
    supported_image_types = [  # noqa: RUF012 (Sphinx declares it so)
        "image/svg+xml",
        "image/png",
        "image/jpeg",
        "image/gif",
        "image/webp",
    ]
    # "Supported" keeps Sphinx from downloading them; they are shown as links instead.
    supported_remote_images = True

    def init(self) -> None:
        """Prepare the state of one build."""
        #: Pages of the PDF that is being translated.
        self.pages_included: set[str] = set()
        #: Files of the PDF that is being translated.
        self.staging = Staging()
        #: Which node brought which staged file.
        self.assets: dict[str, nodes.Element] = {}
        self.records = RecordLookup(self.env)
        self._stamps = Stamps(Path(self.outdir))

    # -- what Sphinx asks --------------------------------------------------------------------
    def get_outdated_docs(self) -> str | list[str]:
        """Return no page if every PDF is there and made with these settings; else say "all"."""
        made = self._stamps.by_file
        current = self._stamps.settings == self._settings_digest() and bool(made)
        return [] if current and all(map(self._stamps.is_current, made)) else "all PDFs"

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:
        """Return the address of a page inside the PDF."""
        return INTERNAL + docname

    def get_relative_uri(self, from_: str, to: str, typ: str | None = None) -> str:
        """Return the address of a page: the same from everywhere."""
        return self.get_target_uri(to, typ)

    def write_documents(self, docnames: Set[str]) -> None:
        """Make every PDF whose source changed."""
        documents = read_documents(self.config, self.env.found_docs)
        self._stamps.settings = self._settings_digest()
        self._stamps.keep_only({document.filename for document in documents})
        fonts = choose_fonts()
        stale: list[_Prepared] = []
        for document in documents:
            prepared = self._prepare(document, fonts)
            if self._stamps.is_current(document.filename, prepared.digest):
                logger.info(__("%s is up to date"), document.filename)
            else:
                stale.append(prepared)
        failed = self._compile_all(stale)
        if failed:
            # Without the settings nothing counts as current: what failed is tried again.
            self._stamps.settings = ""
        self._stamps.save()
        write_manifest(
            Path(self.outdir),
            [
                (document.filename, self._stamps.by_file[document.filename])
                for document in documents
                if document.filename in self._stamps.by_file
            ],
        )
        if failed:
            raise PDFError("\n".join(failed))

    # -- what the translator asks ------------------------------------------------------------
    def warn(
        self, message: str, *arguments: object, location: nodes.Node | None, subtype: str
    ) -> None:
        """Warn about something at a node; ``subtype`` can be suppressed as ``report.subtype``."""
        logger.warning(message, *arguments, location=location, type="report", subtype=subtype)

    def image_path(self, node: nodes.Element) -> Path | None:
        """Return the file of an image, if it lies where images may come from."""
        uri = str(node.get("uri", ""))
        if "://" in uri or uri not in self.images:
            return None
        path = (Path(self.srcdir) / uri).resolve()
        roots = [Path(folder).resolve() for folder in (self.srcdir, self.doctreedir, self.outdir)]
        kind = guess_mimetype(path)
        if not (path.is_file() and any(path.is_relative_to(root) for root in roots)):
            reason = "it is no file inside the source folder"
        elif kind not in self.supported_image_types:
            reason = f"{kind} can't be part of a tagged, archival PDF; give it as SVG or PNG"
        else:
            return path
        message = "the image %s is left out: %s"
        self.warn(message, uri, reason, location=node, subtype="pdf.image")
        return None

    def staged_image(self, node: nodes.Element) -> str | None:
        """Stage the file of an image and return its name there; ``None`` if there is none."""
        path = self.image_path(node)
        if path is None:
            return None
        name = self.staging.add_copy(path)
        self.assets.setdefault(name, node)
        return name

    def website_address(self, page: str, identifier: str = "") -> str:
        """Return the address of a page on the website; ``""`` if ``html_baseurl`` is not set."""
        base = str(getattr(self.config, "html_baseurl", "") or "")
        if not base or page not in self.env.found_docs:
            return ""
        suffix = getattr(self.config, "html_link_suffix", None) or ".html"
        fragment = f"#{identifier}" if identifier else ""
        return f"{base.rstrip('/')}/{page}{suffix}{fragment}"

    # -- making ------------------------------------------------------------------------------
    def _prepare(self, document: PDFDocument, fonts: FontChoice) -> _Prepared:
        self.staging, self.assets = Staging(), {}
        self.images.clear()
        tree = assemble(self, document)
        claim = strictest_claim(tree)
        translator = self.create_translator(tree, self)
        assert isinstance(translator, PDFTranslator)
        tree.walkabout(translator)
        source = SourceMap(main_source(document, self.config, translator.finished()))
        self.staging.set_text(MAIN, source.text)
        self.staging.set_text("theme.typ", THEME.read_text(encoding="utf-8"))
        self.staging.set_text("settings.typ", font_settings(fonts))
        stem = document.filename.removesuffix(".pdf")
        job = Job(
            folder=str(Path(self.doctreedir) / "pdf" / stem),
            main=MAIN,
            output=str(Path(self.outdir) / f".{stem}.new"),
            font_folders=[str(folder) for folder in fonts.folders],
            standards=list(claim),
            timestamp=timestamp(self.config),
            authors=list(document.options.authors),
            licence=document.options.licence,
            licence_url=document.options.licence_url,
        )
        return _Prepared(
            document, job, self.staging, source, self.assets, self._digest(job, self.staging)
        )

    @staticmethod
    def _digest(job: Job, staging: Staging) -> str:
        """Return a digest of all that a PDF is made from, wherever the folders lie."""
        made_from = [
            staging.digest(),
            [Path(folder).parent.name for folder in job.font_folders],
            job.standards,
            job.timestamp,
            [job.authors, job.licence, job.licence_url],
            _versions(),
        ]
        return hashlib.sha256(json.dumps(made_from).encode()).hexdigest()

    def _settings_digest(self) -> str:
        """Return a digest of what makes a PDF stale without a page having changed."""
        values: list[Any] = [getattr(self.config, value.name) for value in PDF_CONFIG]
        values += [self.config.project, self.config.author, self.config.release]
        values += [self.config.root_doc]
        values += [self.config.language, self.config.html_baseurl]
        values += [timestamp(self.config), shown_date(self.config), _versions()]
        values.append(THEME.read_text(encoding="utf-8"))
        return hashlib.sha256(repr(values).encode()).hexdigest()

    def _compile_all(self, stale: list[_Prepared]) -> list[str]:
        """Compile, as many at a time as Sphinx may use processes; return what failed and why."""
        timeout = float(self.config.report_pdf_timeout)

        def compile_one(prepared: _Prepared) -> Outcome:
            return compile_document(
                prepared.job, prepared.staging, prepared.source, prepared.assets, timeout
            )

        failed: list[str] = []
        with ThreadPoolExecutor(max_workers=max(1, self._app.parallel)) as pool:
            for prepared, outcome in zip(stale, pool.map(compile_one, stale), strict=True):
                reason = self._finish_one(prepared, outcome)
                if reason:
                    failed.append(reason)
        return failed

    def _finish_one(self, prepared: _Prepared, outcome: Outcome) -> str:
        """Tell what came of a document, put the file in its place; return why not, if not."""
        filename = prepared.document.filename
        for complaint in outcome.complaints:
            self.warn(
                "%s: %s",
                filename,
                complaint.message,
                location=complaint.node,
                subtype=complaint.subtype,
            )
        target, output = Path(self.outdir) / filename, Path(prepared.job.output)
        if outcome.result is None:
            output.unlink(missing_ok=True)
            self._stamps.by_file.pop(filename, None)
            kept = "the last good file is still there" if target.is_file() else "there is no file"
            return f"{filename} could not be made ({kept}):\n{outcome.error}"
        output.replace(target)
        result = outcome.result
        self._stamps.by_file[filename] = Stamp(
            digest=prepared.digest,
            title=prepared.document.title,
            pages=result.pages,
            bytes=result.bytes,
            sha256=result.sha256,
            standards=outcome.claim,
        )
        logger.info(
            __("%s: %d pages, %d kB, claims %s"),
            filename,
            result.pages,
            -(-result.bytes // 1000),
            named(outcome.claim),
        )
        return ""


def _versions() -> list[str]:
    """Return the versions of what makes the bytes of a PDF."""
    return [importlib.metadata.version(package) for package in ("typst", "pikepdf")]
