/* Search: what readers look for is the report; pages of the authors' guide come after its pages.

   Sphinx puts this behind its own table of scores (html_search_scorer). */
Scorer.score = ([page, , , , score]) => (page.startsWith("guide/") ? score - 1000 : score);
