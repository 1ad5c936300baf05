"""The Sphinx builder ``pdf``: ``sphinx-build -b pdf docs build/pdf``."""

from __future__ import annotations

from collections.abc import Set
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from docutils import nodes
from sphinx.builders import Builder
from sphinx.errors import SphinxError
from sphinx.locale import _, __
from sphinx.util import logging

from indonato_report.pdf.assemble import INTERNAL, assemble
from indonato_report.pdf.attachments import attachment_source, attachments
from indonato_report.pdf.checks import strictest_claim
from indonato_report.pdf.cited import Bibliographies
from indonato_report.pdf.compilation import MAIN, Outcome, compile_document, named
from indonato_report.pdf.compile import Job
from indonato_report.pdf.dates import timestamp
from indonato_report.pdf.design_options import (
    accent_of,
    fonts_of,
    logo_call,
    paper_of,
    template_text,
)
from indonato_report.pdf.digests import document_digest, settings_digest
from indonato_report.pdf.documents import DocumentOptions, PDFDocument, read_documents
from indonato_report.pdf.fonts import choose_fonts
from indonato_report.pdf.formulas import Formulas
from indonato_report.pdf.index_pages import index_source
from indonato_report.pdf.lookup import RecordLookup
from indonato_report.pdf.manifest import write_manifest
from indonato_report.pdf.positions import SourceMap
from indonato_report.pdf.settings import pdf_setting
from indonato_report.pdf.source import TEMPLATE, main_source, theme_files, theme_settings
from indonato_report.pdf.staging import Staging
from indonato_report.pdf.stamps import Stamp, Stamps
from indonato_report.pdf.translator import PDFTranslator

logger = logging.getLogger(__name__)

#: Beside the doctrees, under a name that hardly a folder of pages has.
STAGING_FOLDER = "report-pdf.staging"


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
    docnames: tuple[str, ...]
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
        self.options = DocumentOptions()
        self.fonts = choose_fonts()
        #: Which node brought which staged file.
        self.assets: dict[str, nodes.Element] = {}
        self.records = RecordLookup(self.env)
        self.bibliographies = Bibliographies(self)
        self._timeout = float(pdf_setting(self.config, "report_pdf_timeout"))
        self.formulas = Formulas(Path(self.doctreedir) / "pdf-formulas", self._timeout)
        self._stamps = Stamps(Path(self.outdir))

    # -- what Sphinx asks --------------------------------------------------------------------
    def get_outdated_docs(self) -> str | list[str]:
        """Return no page if every PDF is there and made with these settings; else say "all"."""
        made = self._stamps.by_file
        current = self._stamps.settings == settings_digest(self.env) and bool(made)
        # Sphinx asks before it looks which pages there are, and a page that is gone changes none.
        current = current and all(self.env.doc2path(name).is_file() for name in self.env.all_docs)
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
        self._stamps.settings = settings_digest(self.env)
        if not documents:
            raise PDFError(__("report_pdf_documents names no PDF that could be made"))
        if len(documents) >= len(pdf_setting(self.config, "report_pdf_documents")):
            # Not after a slip in the configuration: what it names is still wanted.
            self._stamps.keep_only({document.filename for document in documents})
        failed = self._make(documents)
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

    def website_address(self, page: str, identifier: str = "") -> str:
        """Return the address of a page on the website; ``""`` if ``html_baseurl`` is not set."""
        base = str(getattr(self.config, "html_baseurl", "") or "")
        if not base or page not in self.env.found_docs:
            return ""
        suffix = getattr(self.config, "html_link_suffix", None) or ".html"
        fragment = f"#{identifier}" if identifier else ""
        return f"{base.rstrip('/')}/{page}{suffix}{fragment}"

    # -- making ------------------------------------------------------------------------------
    def _make(self, documents: list[PDFDocument]) -> list[str]:
        """Make the documents that are not current; return what failed and why.

        While processes compile the first ones, the next are translated here; as many compile at a
        time as Sphinx may use processes.
        """
        with ThreadPoolExecutor(max_workers=max(1, self._app.parallel)) as pool:
            compiling: list[tuple[_Prepared, Future[Outcome]]] = []
            for document in documents:
                prepared = self._prepare(document)
                if self._stamps.is_current(document.filename, prepared.digest):
                    logger.info(__("%s is up to date"), document.filename)
                else:
                    compiling.append((prepared, pool.submit(self._compile, prepared)))
            reasons = [self._finish_one(each, outcome.result()) for each, outcome in compiling]
        return [reason for reason in reasons if reason]

    def _prepare(self, document: PDFDocument) -> _Prepared:
        self.staging, self.assets, self.options = Staging(), {}, document.options
        self.images.clear()
        sources = Path(self.srcdir)
        self.fonts = fonts_of(self.options, sources)
        tree = assemble(self, document)
        claim = strictest_claim(tree)
        self.formulas.translate(tree)
        translator = self.create_translator(tree, self)
        assert isinstance(translator, PDFTranslator)
        tree.walkabout(translator)
        translator.write_cited_entries()
        body = translator.finished()
        front, body = body[: translator.end_of_front], body[translator.end_of_front :]
        if document.options.attach:
            body.insert(0, attachment_source(attachments(self.env, tree), self.staging))
        if document.options.index:
            body.append(index_source(self, translator.labels))
        template = template_text(self.options, sources)
        logo = logo_call(self.options, sources, self.staging)
        source = SourceMap(
            main_source(
                document,
                self.config,
                (front, body),
                translator.captioned,
                logo,
                template=bool(template),
            )
        )
        self.staging.set_text(MAIN, source.text)
        for name, text in theme_files().items():
            self.staging.set_text(name, text)
        paper, accent = paper_of(self.options), accent_of(self.options)
        self.staging.set_text("settings.typ", theme_settings(self.fonts, paper, accent))
        if template:
            self.staging.set_text(TEMPLATE, template)
        stem = document.filename.removesuffix(".pdf")
        job = Job(
            folder=str(Path(self.doctreedir) / STAGING_FOLDER / stem),
            main=MAIN,
            output=str(Path(self.outdir) / f".{stem}.new"),
            font_folders=[str(folder) for folder in self.fonts.folders],
            standards=list(claim),
            timestamp=timestamp(self.config),
            authors=list(document.options.authors),
            licence=document.options.licence,
            licence_url=document.options.licence_url,
            page_word=_("page"),
        )
        return _Prepared(
            document,
            job,
            self.staging,
            source,
            self.assets,
            tuple(sorted(self.pages_included)),
            document_digest(job, self.staging),
        )

    def _compile(self, prepared: _Prepared) -> Outcome:
        return compile_document(
            prepared.job, prepared.staging, prepared.source, prepared.assets, self._timeout
        )

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
            self._stamps.make_stale(filename)
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
            docnames=prepared.docnames,
        )
        logger.info(
            __("%s: %d pages, %d kB, claims %s"),
            filename,
            result.pages,
            -(-result.bytes // 1000),
            named(outcome.claim),
        )
        return ""
