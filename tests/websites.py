"""Small websites as the report has them: with Furo, a strict policy, and sometimes an address."""

from __future__ import annotations

import functools
import json
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from bs4 import BeautifulSoup

POLICY = "default-src 'self'; img-src 'self' data:"
ADDRESS = "https://example.org/harbours/"
STRICT: Mapping[str, Any] = {
    "html_theme": "furo",
    "report_content_security_policy": POLICY,
}


def tag(page: BeautifulSoup, name: str) -> str | None:
    """Return the content of a ``meta`` element of a page."""
    found = page.select(f'meta[name="{name}"], meta[property="{name}"]')
    assert len(found) <= 1, name
    return str(found[0]["content"]) if found else None


def structured(page: BeautifulSoup) -> dict[str, dict[str, Any]]:
    """Return the structured data of a page by type."""
    things = [json.loads(each.string) for each in page.select("[type='application/ld+json']")]
    return {thing["@type"]: thing for thing in things}


class _Quiet(SimpleHTTPRequestHandler):
    """Serves a folder; for what is not there it sends the site's own page, as hosts do."""

    def log_message(self, *arguments: object) -> None:
        pass

    def send_error(self, code: int, *arguments: Any, **options: Any) -> None:
        page = Path(self.directory) / "404.html"
        if code != 404 or not page.is_file():
            super().send_error(code, *arguments, **options)
            return
        content = page.read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder on this machine only, and yield its address."""
    handler = functools.partial(_Quiet, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()
