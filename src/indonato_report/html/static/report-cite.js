/* Buttons that copy the citations of a page. Without this script one click selects a citation. */
(() => {
  "use strict";
  const block = document.querySelector(".report-cite[data-words]");
  if (!block) return;
  const [copy, copyThis, copied, selected] = block.dataset.words.split("\n");

  const select = (text) => {
    const range = document.createRange();
    range.selectNodeContents(text);
    const selection = getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
  };

  for (const text of block.querySelectorAll("dd > .report-copied")) {
    const style = text.parentElement.previousElementSibling.textContent;
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = copy;
    button.setAttribute("aria-label", copyThis.replace("%s", style));
    // It must be there before it says something: otherwise screen readers don't.
    const status = document.createElement("span");
    status.setAttribute("role", "status");
    button.addEventListener("click", async () => {
      status.textContent = "";
      let said = copied;
      try {
        await navigator.clipboard.writeText(text.textContent.trim());
      } catch { // not allowed, or no secure connection
        select(text);
        said = selected;
      }
      status.textContent = said;
    });
    text.parentElement.append(button, status);
  }
})();
