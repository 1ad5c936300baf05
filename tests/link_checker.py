"""Whether every link inside a built site leads somewhere, and every id stands once on its page."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from urllib.parse import unquote, urlsplit

from bs4 import BeautifulSoup


def parsed(path: Path) -> BeautifulSoup:
    return BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")


def ids_of(page: BeautifulSoup) -> list[str]:
    return [element["id"] for element in page.select("[id]")]


def dead_links(root: Path, suffix: str = ".html") -> list[str]:
    """Return every link to a page or place that the site does not have, as ``page -> address``."""
    pages = {path.resolve(): parsed(path) for path in sorted(root.rglob(f"*{suffix}"))}
    assert pages, f"no pages in {root}"
    ids = {path: set(ids_of(page)) for path, page in pages.items()}
    dead = []
    for path, page in pages.items():
        for link in page.select("a[href]"):
            address = urlsplit(link["href"])
            if address.scheme or address.netloc:
                continue
            # The page for dead links begins its links at the root of the host.
            folder = root if address.path.startswith("/") else path.parent
            target = (
                (folder / unquote(address.path).lstrip("/")).resolve() if address.path else path
            )
            if target.is_dir():
                target /= "index.html"
            place = unquote(address.fragment)
            found = target.exists() and (not place or place in ids.get(target, ()))
            if not found:
                dead.append(f"{path.relative_to(root.resolve())} -> {link['href']}")
    return dead


def repeated_ids(root: Path, suffix: str = ".html") -> list[str]:
    """Return every id that stands more than once on a page, as ``page#id``."""
    return [
        f"{path.relative_to(root)}#{name}"
        for path in sorted(root.rglob(f"*{suffix}"))
        for name, times in Counter(ids_of(parsed(path))).items()
        if times > 1
    ]
