"""What the head of a page says of it to search engines, messengers and reference managers.

Standards: the Open Graph protocol (https://ogp.me) and the tags of Twitter's cards.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from indonato_report.config import report_config
from indonato_report.html.site.addresses import FEED, Addresses
from indonato_report.html.site.description import page_description
from indonato_report.html.site.not_found import NOT_FOUND
from indonato_report.html.site.policy import policy_tag
from indonato_report.html.site.social_card import HEIGHT, WIDTH, card_of, card_path
from indonato_report.html.site.state import site_state
from indonato_report.html.site.structured_data import structured_data

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.builders.html import StandaloneHTMLBuilder


def complete_head(
    builder: StandaloneHTMLBuilder,
    pagename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Add our tags to those that a page's template prints in its head.

    Args:
        builder: a builder that makes a website.
        pagename: the page's name.
        context: what its template gets; ``metatags`` is changed.
        doctree: the page, or ``None`` for one that is made by a template alone.
    """
    config = report_config(builder.config)
    tags = context.get("metatags") or ""
    # The policy comes first: it holds for what follows it.
    before, after = policy_tag(config.content_security_policy), ""
    if not context.get("favicon_url"):
        after = '<link rel="icon" href="data:,">\n'  # or browsers ask for one that isn't there
    if pagename == NOT_FOUND:
        context["pageurl"] = None
        after += '<meta name="robots" content="noindex">\n'
    elif doctree is not None:
        description = page_description(doctree)
        if description and 'name="description"' not in tags:
            after += f'<meta name="description" content="{escape(description)}">\n'
        after += _alternates(builder, pagename)
        after += _card(builder, pagename, description)
        after += structured_data(builder, pagename, description)
    context["metatags"] = f"{before}{tags}{after}"


def _card(builder: StandaloneHTMLBuilder, pagename: str, description: str) -> str:
    """Return the tags from which others make a card that shows the page."""
    addresses = Addresses(builder)
    is_root = pagename == builder.config.root_doc
    found = {
        "og:type": "website" if is_root else "article",
        "og:site_name": str(builder.config.html_title),
        "og:title": builder.env.titles[pagename].astext(),
        "og:description": description,
        "og:url": addresses.page(pagename) if addresses.base else "",
        **_picture(builder, pagename),
    }
    tags = [
        f'<meta property="{name}" content="{escape(content)}">\n'
        for name, content in found.items()
        if content
    ]
    kind = "summary_large_image" if "og:image" in found else "summary"
    return "".join([*tags, f'<meta name="twitter:card" content="{kind}">\n'])


def _picture(builder: StandaloneHTMLBuilder, pagename: str) -> dict[str, str]:
    """Return what is said of the picture that belongs to a page; nothing if there is none."""
    state = site_state(builder)
    if state is None or not state.cards:
        return {}
    name = card_of(builder, pagename, state.cards)
    return {
        "og:image": Addresses(builder).file(card_path(name)),
        "og:image:width": str(WIDTH),
        "og:image:height": str(HEIGHT),
        "og:image:alt": state.cards[name]["title"],
    }


def _alternates(builder: StandaloneHTMLBuilder, pagename: str) -> str:
    """Return links to the page in Markdown and to the feed."""
    config = report_config(builder.config)
    root = "../" * builder.get_target_uri(pagename).count("/")
    links = ""
    if config.markdown_pages:
        from indonato_report.html.site.markdown_twin import twin_path

        path = root + twin_path(builder, pagename)
        links += f'<link rel="alternate" type="text/markdown" href="{escape(path)}">\n'
    if config.feed:
        title = escape(str(builder.config.html_title))
        links += (
            f'<link rel="alternate" type="application/atom+xml" href="{root}{FEED}" '
            f'title="{title}">\n'
        )
    return links
