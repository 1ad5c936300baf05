/* Shows what a title holds, and what the glossary says of a term, to the pointer and the keyboard. */
(() => {
  "use strict";
  const wanted = "abbr[title], abbr[data-tip], article a[title]:not(.headerlink), a[data-tip], a[href*='#term-']";
  const tip = document.createElement("div");
  tip.id = "report-tip";
  tip.role = "tooltip";
  tip.hidden = true;
  let shown = null;
  let timer = 0;

  const definition = async (link) => {
    const [page, id] = link.href.split("#");
    const text = page === location.href.split("#")[0]
      ? document
      : new DOMParser().parseFromString(await (await fetch(page)).text(), "text/html");
    const found = text.getElementById(decodeURIComponent(id));
    let next = found && (found.closest("dt") || found);
    while (next && next.tagName === "DT") next = next.nextElementSibling;
    return next && next.tagName === "DD" ? next.textContent.trim() : "";
  };

  const hide = () => {
    clearTimeout(timer);
    if (shown) shown.removeAttribute("aria-describedby");
    shown = null;
    tip.hidden = true;
  };

  const show = async (target) => {
    clearTimeout(timer);
    if (target === shown) return;
    hide();
    shown = target;
    if (target.title) {
      target.dataset.tip = target.title;
      target.removeAttribute("title");
    } else if (!("tip" in target.dataset)) {
      target.dataset.tip = await definition(target).catch(() => "");
    }
    if (shown !== target || !target.dataset.tip) return;
    tip.textContent = target.dataset.tip;
    tip.hidden = false;
    target.setAttribute("aria-describedby", tip.id);
    const box = target.getBoundingClientRect();
    const left = Math.min(box.left, document.documentElement.clientWidth - tip.offsetWidth - 8);
    const above = box.bottom + tip.offsetHeight + 12 > innerHeight && box.top > tip.offsetHeight;
    tip.style.left = `${Math.max(8, left) + scrollX}px`;
    tip.style.top = `${scrollY + (above ? box.top - tip.offsetHeight - 4 : box.bottom + 4)}px`;
  };

  const enter = (event) => {
    if (event.target === tip) return clearTimeout(timer);
    const target = event.target.closest?.(wanted);
    if (target) show(target);
  };
  const leave = () => { timer = setTimeout(hide, 200); };

  document.querySelectorAll("abbr[title]").forEach((each) => { each.tabIndex = 0; });
  document.body.append(tip);
  document.addEventListener("mouseover", enter);
  document.addEventListener("mouseout", leave);
  document.addEventListener("focusin", enter);
  document.addEventListener("focusout", hide);
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") hide(); });
})();
