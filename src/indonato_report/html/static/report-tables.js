/* Tables of records: sort, filter, share what is shown, copy the link of a row.
 *
 * The server has written each table in full, and nothing of it is made here: the script moves and
 * hides rows, and adds the controls.  What a reader has chosen stands in the address of the page,
 * as TABLE.q=TEXT, TABLE.sort=FIELD (-FIELD: descending) and TABLE.FIELD=LABEL.
 *
 * Of a column, the server says in data attributes: its field, its kind (date, number, links) and
 * the labels of its enumeration in their order.  Words in other languages stand in `data-words`.
 */
(() => {
  "use strict";

  // With fewer rows, whoever looks for one has seen it already.
  const ROWS_WORTH_FILTERING = 6;
  // A longer list of links is better searched by the text filter.
  const MOST_CHOICES = 40;
  const ROWS_AT_A_TIME = 100;
  const language = document.documentElement.lang || "en";
  // What browsers know of a language takes them long to load: not before somebody sorts.
  const once = (make) => {
    let made;
    return () => (made ??= make());
  };
  const collator = once(
    () => new Intl.Collator(language, { numeric: true, sensitivity: "base" }));
  const phone = matchMedia("screen and (max-width: 40em)");
  const ownAddress = location.href.split(/[?#]/)[0];
  const later = window.requestIdleCallback || ((task) => setTimeout(task, 30));

  const element = (tag, properties) => Object.assign(document.createElement(tag), properties);
  const labelled = (words, control) => {
    const label = element("label", {});
    label.append(element("span", { textContent: words }), control);
    return label;
  };
  const text = (node) => node.textContent.trim().replace(/\s+/g, " ");
  // Lower case without accents, so that "Cote" finds "Côte".
  const plain = (words) => words.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

  // -- values of cells, for sorting ----------------------------------------------------
  const months = once(() => {
    const numbers = new Map();
    // Many languages inflect the name of a month beside a day.
    for (const options of [{ month: "long" }, { day: "numeric", month: "long", year: "numeric" }]) {
      const format = new Intl.DateTimeFormat(language, { ...options, timeZone: "UTC" });
      for (let month = 0; month < 12; month++) {
        const parts = format.formatToParts(Date.UTC(2020, month, 28));
        const name = parts.find((part) => part.type === "month").value;
        numbers.set(name.toLowerCase(), month + 1);
      }
    }
    return numbers;
  });

  /* A date in words as a number that sorts, NaN if it is none; a month is before its days. */
  const dateNumber = (words) => {
    let year = NaN, month = 0, day = 0;
    for (const word of words.toLowerCase().match(/[\p{L}\p{M}]+|\d+/gu) || []) {
      if (/^\d{4}$/.test(word)) year = Number(word);
      else if (!month && months().has(word)) month = months().get(word);
      else if (/^\d{1,2}$/.test(word)) day = Number(word);
    }
    return year * 10000 + month * 100 + day;
  };

  const decimalMark = once(
    () => new Intl.NumberFormat(language).format(1.5).replace(/\d/g, ""));
  /* A number with separators, NaN if the words are none. */
  const number = (words) => {
    if (!/^[-−]?\d[\d.,'’\s]*%?$/.test(words)) return NaN;
    const parts = words.replace("−", "-").split(decimalMark());
    return Number(parts.map((part) => part.replace(/[^\d-]/g, "")).join("."));
  };

  /* What a cell holds, one text for each badge or link. */
  const entries = (cell) => {
    const parts = cell.querySelectorAll(".report-badge, a:not(.report-copy)");
    return parts.length ? [...parts].map(text) : [text(cell)];
  };

  const sortKey = (column, cell) => {
    const words = text(cell);
    if (!words) return null;
    if (column.values) return column.values.indexOf(entries(cell)[0]);
    const key = column.kind === "date" ? dateNumber(words) : number(words);
    return Number.isNaN(key) ? words : key;
  };

  /* Numbers before texts. */
  const compare = (a, b) => {
    const one = typeof a === "number", other = typeof b === "number";
    if (one !== other) return other - one;
    return one ? a - b : collator().compare(a, b);
  };

  /* Setting what is set already would have the browser look at it again. */
  const show = (row, shown) => {
    if (row.hidden === shown) row.hidden = !shown;
  };

  const keysOf = (rows, key) => new Map(rows.map((row) => [row, key(row)]));

  // -- one table -----------------------------------------------------------------------
  class LiveTable {
    constructor(table, position) {
      this.table = table;
      this.region = table.closest(".report-table-wrapper");
      // An id of Sphinx's says less than the position.
      this.name = table.id.replace(/^id\d+$/, "") || `table-${position + 1}`;
      this.body = table.tBodies[0];
      const words = (this.region.dataset.words || "").split("\n");
      this.words = new Map(words.map((pair) => pair.split("=")));
      this.columns = [...table.tHead.rows[0].cells].map((head, index) => ({
        head, index, label: text(head),
        field: head.dataset.field || String(index + 1),
        kind: head.dataset.kind,
        values: head.dataset.values?.split("\n"),
      }));
      this.groups = [{ head: null, rows: [] }];
      for (const row of this.body.rows) {
        if (row.classList.contains("report-group")) this.groups.push({ head: row, rows: [] });
        else this.groups.at(-1).rows.push(row);
      }
      this.rows = this.groups.flatMap((group) => group.rows);
      this.sorted = { column: null, descending: false };
      this.makeSortable();
      if (this.rows.length >= ROWS_WORTH_FILTERING) this.makeTools();
      this.fitPhone();
      phone.addEventListener("change", () => this.fitPhone());
      new ResizeObserver(() => this.fitRegion()).observe(this.region);
      this.readAddress();
      this.body.addEventListener("click", (event) => {
        const link = event.target.closest(".report-copy");
        if (link) this.copy(ownAddress + link.getAttribute("href"));
      });
      this.addLinks(0);
    }

    say(words, ...values) {
      const said = this.words.get(words) || words;
      return said.replace(/%(\d)/g, (_, position) => {
        const value = values[position - 1];
        return value < 1000 ? value : value.toLocaleString(language);
      });
    }

    // -- controls ----------------------------------------------------------------------
    makeSortable() {
      for (const column of this.columns) {
        const button = element("button", { type: "button", className: "report-sort" });
        button.append(...column.head.childNodes);
        button.addEventListener("click", () => this.sortNext(column));
        column.head.append(button);
      }
    }

    makeTools() {
      this.input = element("input", { type: "search", autocomplete: "off" });
      this.input.addEventListener("input", () => this.filter());
      this.tools = element("div", { className: "report-table-tools" });
      this.tools.append(labelled(this.say("Filter"), this.input));
      this.tools.setAttribute("role", "group");
      this.tools.setAttribute("aria-label", this.region.getAttribute("aria-label"));
      for (const column of this.columns) this.makeChoice(column);
      this.reset = this.button("Show all rows", () => {
        this.clear();
        this.filter();
        this.input.focus();
      });
      this.share = this.button("Copy link to this view", () => this.copy(location.href));
      this.status = element("p", { className: "report-table-status" });
      this.status.setAttribute("role", "status");
      this.tools.append(this.reset, this.share, this.status);
      this.region.before(this.tools);
      this.tellCount(this.rows.length);
    }

    makeChoice(column) {
      if (!column.values && column.kind !== "links") return;
      column.entries = keysOf(this.rows, (row) => entries(row.cells[column.index]));
      const found = new Set([...column.entries.values()].flat());
      found.delete("");
      const choices = column.values?.filter((label) => found.has(label))
        ?? (found.size > MOST_CHOICES ? [] : [...found].sort(collator().compare));
      if (choices.length < 2 || choices.length > MOST_CHOICES) return;
      const option = (value, textContent) => element("option", { value, textContent });
      column.choice = element("select", { autocomplete: "off" });
      const all = option("", this.say("All"));
      column.choice.append(all, ...choices.map((each) => option(each, each)));
      column.choice.addEventListener("change", () => this.filter());
      this.tools.append(labelled(column.label, column.choice));
    }

    button(words, action) {
      const textContent = this.say(words);
      const made = element("button", { type: "button", textContent, hidden: true });
      made.addEventListener("click", action);
      return made;
    }

    // -- sort --------------------------------------------------------------------------
    sortNext(column) {
      const same = this.sorted.column === column;
      if (same && this.sorted.descending) this.sort(null, false);
      else this.sort(column, same);
      this.writeAddress();
    }

    sort(column, descending) {
      this.sorted.column?.head.removeAttribute("aria-sort");
      this.sorted = { column, descending };
      column?.head.setAttribute("aria-sort", descending ? "descending" : "ascending");
      let order = this.groups;
      if (column) {
        column.keys ??= keysOf(this.rows, (row) => sortKey(column, row.cells[column.index]));
        const sign = descending ? -1 : 1;
        const inOrder = (one, other) => {
          const a = column.keys.get(one), b = column.keys.get(other);
          if (a === null || b === null) return (a === null) - (b === null); // without a value: last
          return sign * compare(a, b);
        };
        order = this.groups.map(({ head, rows }) => ({ head, rows: [...rows].sort(inOrder) }));
      }
      this.body.remove(); // out of the page, which then has to look at all of it only once
      this.body.append(...order.flatMap(({ head, rows }) => (head ? [head, ...rows] : rows)));
      this.table.insertBefore(this.body, this.table.tFoot);
    }

    // -- filter ------------------------------------------------------------------------
    filter() {
      const words = plain(this.input.value).split(/\s+/).filter(Boolean);
      this.texts ??= keysOf(this.rows, (row) => plain(text(row)));
      const chosen = this.columns.filter((column) => column.choice?.value);
      let count = 0;
      for (const group of this.groups) {
        let shown = 0;
        for (const row of group.rows) {
          const searched = this.texts.get(row);
          const fits = words.every((word) => searched.includes(word))
            && chosen.every((column) => column.entries.get(row).includes(column.choice.value));
          show(row, fits);
          shown += fits;
        }
        if (group.head) show(group.head, shown > 0);
        count += shown;
      }
      this.tellCount(count);
      this.writeAddress();
    }

    clear() {
      this.input.value = "";
      for (const column of this.columns) if (column.choice) column.choice.value = "";
    }

    tellCount(count) {
      const all = this.rows.length;
      const said = count === all ? this.say("%1 rows", all) : this.say("%1 of %2 rows", count, all);
      if (this.status.textContent !== said) this.status.textContent = said;
    }

    // -- the address -------------------------------------------------------------------
    readAddress() {
      const wanted = new URLSearchParams(location.search);
      const sort = wanted.get(`${this.name}.sort`) || "";
      const column = this.columns.find((each) => each.field === sort.replace(/^-/, ""));
      if (column) this.sort(column, sort.startsWith("-"));
      if (!this.tools) return;
      this.input.value = wanted.get(`${this.name}.q`) || "";
      for (const each of this.columns) {
        const label = wanted.get(`${this.name}.${each.field}`);
        // A label that is no longer there must not hide everything.
        const choices = [...(each.choice?.options ?? [])];
        if (choices.some(({ value }) => value === label)) each.choice.value = label;
      }
      if (this.input.value || this.columns.some((each) => each.choice?.value)) this.filter();
      this.showTarget();
      this.offerReset();
    }

    writeAddress() {
      this.offerReset();
      clearTimeout(this.writing);
      this.writing = setTimeout(() => this.writeAddressNow(), 150); // not at each keystroke
    }

    writeAddressNow() {
      clearTimeout(this.writing);
      const address = new URL(location.href);
      for (const name of [...address.searchParams.keys()])
        if (name.startsWith(`${this.name}.`)) address.searchParams.delete(name);
      for (const [name, value] of this.state())
        address.searchParams.set(`${this.name}.${name}`, value);
      if (address.href !== location.href) history.replaceState(history.state, "", address);
    }

    /* What a reader has chosen, as pairs of name and value. */
    state() {
      const { column, descending } = this.sorted;
      return [
        ["q", this.input?.value.trim()],
        ["sort", column ? (descending ? "-" : "") + column.field : ""],
        ...this.columns.map((each) => [each.field, each.choice?.value]),
      ].filter(([, value]) => value);
    }

    offerReset() {
      if (!this.tools) return;
      const state = this.state();
      this.share.hidden = !state.length;
      this.reset.hidden = !state.some(([name]) => name !== "sort");
    }

    /* Whoever follows a link to a row sees it, however filtered. */
    showTarget() {
      const row = document.getElementById(decodeURIComponent(location.hash.slice(1)));
      if (!row?.hidden || !this.rows.includes(row)) return;
      this.clear();
      this.filter();
      row.scrollIntoView();
    }

    // -- links -------------------------------------------------------------------------
    /* Give rows their links, some at a time. */
    addLinks(start) {
      const end = start + ROWS_AT_A_TIME;
      for (const row of this.rows.slice(start, end)) if (row.id) this.addLink(row);
      if (end < this.rows.length) later(() => this.addLinks(end));
    }

    addLink(row) {
      const title = this.say("Copy link to this row");
      const link = element("a", { className: "report-copy", href: `#${row.id}`, title });
      link.setAttribute("aria-label", title);
      (row.querySelector("th[scope=row]") || row.cells[0]).append(link);
    }

    async copy(address) {
      if (address === location.href) {
        this.writeAddressNow();
        address = location.href;
      }
      let said = this.say("The link is copied");
      try {
        await navigator.clipboard.writeText(address);
      } catch { // not allowed, or no secure connection: the address bar shows it
        said = this.say("Copy the link from the address bar");
      }
      if (this.status) this.status.textContent = said;
    }

    // -- what the window allows --------------------------------------------------------
    /* A region that doesn't scroll needs no focus, and its header can stick. */
    fitRegion() {
      const fits = this.table.offsetWidth <= this.region.clientWidth + 1;
      this.region.classList.toggle("report-fits", fits);
      this.region.classList.toggle("report-scrolls", !fits);
      if (fits) this.region.removeAttribute("tabindex");
      else this.region.tabIndex = 0;
    }

    /* Each entry of a card has its label, and cards are no table to some browsers: say that they
       are one. */
    fitPhone() {
      this.region.classList.toggle("report-as-cards", phone.matches);
      if (!phone.matches || this.table.getAttribute("role")) return;
      for (const { index, label } of this.columns) {
        // The style sheet numbers twelve columns.
        const nodes = index < 12 ? [this.table] : this.rows.map((row) => row.cells[index]);
        for (const { style } of nodes)
          style.setProperty(`--report-label-${Math.min(index, 12) + 1}`, JSON.stringify(label));
      }
      const give = (role, nodes) => {
        for (const node of nodes) node.setAttribute("role", role);
      };
      give("table", [this.table]);
      give("rowgroup", this.table.querySelectorAll("thead, tbody"));
      give("row", this.table.rows);
      give("columnheader", this.table.querySelectorAll("thead th"));
      give("rowheader", this.table.querySelectorAll("tbody th"));
      give("cell", this.table.querySelectorAll("td"));
    }
  }

  const tables = [...document.querySelectorAll("table.report-table:not(.report-matrix)")]
    .filter((table) => table.tHead && table.tBodies[0])
    .map((table, position) => new LiveTable(table, position));

  /* Go to the row that the address names.  Rows near it get other heights when they come into sight
     and are laid out: see to it that it stays there meanwhile, unless the reader goes elsewhere. */
  let looking = false;
  for (const kind of ["wheel", "touchstart", "pointerdown", "keydown"])
    window.addEventListener(kind, () => { looking = false; }, { passive: true });
  const goToTarget = () => {
    const target = location.hash && document.querySelector(":target");
    if (!target) return;
    let wanted = NaN; // nothing equals it
    let frames = 30;
    looking = true;
    const look = () => {
      if (!looking) return;
      const isThere = Math.abs(target.getBoundingClientRect().top - wanted) <= 1;
      if (!isThere) target.scrollIntoView({ behavior: "instant" });
      wanted = target.getBoundingClientRect().top;
      if (frames-- > 0) requestAnimationFrame(look);
    };
    look();
  };
  if (tables.length) {
    goToTarget();
    window.addEventListener("load", goToTarget);
    window.addEventListener("hashchange", () => {
      for (const table of tables) if (table.tools) table.showTarget();
      goToTarget();
    });
  }

  // A citation names the host as well, unless the page is a file.
  if (location.protocol !== "file:")
    for (const link of document.querySelectorAll(".report-address"))
      link.textContent = new URL(link.getAttribute("href"), ownAddress).href;
})();
