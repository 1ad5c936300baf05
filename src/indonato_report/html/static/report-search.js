/* Finds records on the search page, above the pages that Sphinx finds.
 *
 * All words must be found, in the title or in another value.  First come exact titles, then titles
 * that begin with the query, titles that hold it, titles that hold its words, exact values (such as
 * a place), and the rest.
 */
(() => {
  "use strict";

  const SHOWN_AT_FIRST = 10;
  const root = document.documentElement.dataset.content_root || "./";
  /* The words of a text in lower case without accents, with one space between them. */
  const plain = (text) => {
    const bare = text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
    return (bare.match(/[\p{L}\p{N}]+/gu) || []).join(" ");
  };
  const element = (tag, properties) => Object.assign(document.createElement(tag), properties);

  /* Sphinx shows a page's words around the first that fits.  What is the same on many pages is left
     out, cells and paragraphs don't run into each other, and no word is cut. */
  if (typeof Search !== "undefined" && Search.htmlToText) {
    const textOf = Search.htmlToText;
    Search.htmlToText = (html, anchor) => {
      const page = new DOMParser().parseFromString(html, "text/html");
      const same = ".report-page-dates, .report-downloads, .report-data-line, .report-cite, h1";
      for (const part of page.querySelectorAll(same)) part.remove();
      for (const part of page.querySelectorAll("caption, td, th, p, li, dt, dd, h2, h3")) part.append(" ");
      return textOf(page.documentElement.outerHTML, anchor).replace(/\s+/g, " ");
    };
    const summaryOf = Search.makeSearchSummary;
    Search.makeSearchSummary = (...told) => {
      const summary = summaryOf(...told);
      if (summary)
        summary.textContent = summary.textContent.replace(/^\.{3}\S*\s+/, "… ").replace(/\s+\S*\.{3}$/, " …");
      return summary;
    };
  }

  const query = plain(new URLSearchParams(location.search).get("q") || "");
  const results = document.getElementById("search-results");
  if (!query || !results) return;
  const words = query.split(" ");
  const begins = (text, word) => ` ${text}`.includes(` ${word}`);

  /* How well a record fits, 0 if it doesn't. */
  const fit = (title, values) => {
    const all = [title, ...values].join(" ");
    if (!words.every((word) => begins(all, word))) return 0;
    if (title === query) return 6;
    if (title.startsWith(query)) return 5;
    if (begins(title, query)) return 4;
    if (words.every((word) => begins(title, word))) return 3;
    return values.includes(query) ? 2 : 1;
  };

  const show = ({ words: translated, collections, pages, records }) => {
    const say = (text) => translated[text] || text;
    const found = [];
    for (const [title, collection, key, page, values] of records) {
      const known = [...values, collections[collection][1]];
      const score = fit(plain(title), known.map(plain));
      if (score) found.push({ title, collection, key, page, values, score });
    }
    if (!found.length) return;
    found.sort((one, other) => other.score - one.score);

    const list = element("ol", { className: "report-found" });
    const add = ({ title, collection, key, page, values, score }) => {
      const [name, label] = collections[collection];
      const item = element("li", {});
      item.append(element("a", { href: `${root}${pages[page]}#${name}-${key}`, textContent: title }));
      item.append(" ", element("span", { className: "report-found-in", textContent: label }));
      // Say why it was found, if the title doesn't.
      const why = values.filter((value) => words.some((word) => begins(plain(value), word)));
      if (score < 3 && why.length)
        item.append(element("p", { className: "report-found-by", textContent: why.join(" · ") }));
      list.append(item);
    };
    found.slice(0, SHOWN_AT_FIRST).forEach(add);
    const section = element("section", { className: "report-found-records" });
    const heading = element("h2", { textContent: say("Records") });
    section.setAttribute("aria-label", heading.textContent);
    section.append(heading, list);
    if (found.length > SHOWN_AT_FIRST) {
      const textContent = say("Show all %1 records").replace("%1", found.length);
      const more = element("button", { type: "button", textContent });
      more.addEventListener("click", () => {
        found.slice(SHOWN_AT_FIRST).forEach(add);
        list.children[SHOWN_AT_FIRST].querySelector("a").focus();
        more.remove();
      });
      section.append(more);
    }
    results.before(section);
  };

  const index = element("script", { src: `${root}report-records.js` });
  index.addEventListener("load", () => show(window.reportRecords));
  document.head.append(index);
})();
