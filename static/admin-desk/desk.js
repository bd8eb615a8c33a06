// The keyboard and the safety of typing on the admin's pages: Ctrl+S, a question before typing is lost, the direction
// of texts, and lists that can be searched.
"use strict";

(() => {
  const form = document.querySelector("#content-main form[method=post]");

  // Ctrl+S saves and stays, where the page can be saved at all.
  document.addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.key.toLowerCase() !== "s") {
      return;
    }
    const button = form?.querySelector("[name=_continue]") ?? form?.querySelector("[name=_save]");
    if (button) {
      event.preventDefault();
      form.requestSubmit(button);
    }
  });

  // A page that came back with errors carries typing that is not stored yet.
  let unsaved = Boolean(document.querySelector(".errornote"));
  if (form && document.body.classList.contains("change-form")) {
    form.addEventListener("input", () => { unsaved = true; });
    form.addEventListener("change", () => { unsaved = true; });
    form.addEventListener("submit", () => { unsaved = false; });
    window.addEventListener("beforeunload", (event) => {
      if (unsaved) {
        event.preventDefault();
      }
    });
  }

  // A text is written in the direction of the language chosen beside it.
  const turn = (select) => {
    const rightToLeft = select.dataset.rightToLeft.split(" ");
    const prefix = select.name.slice(0, -"language".length);
    for (const text of document.querySelectorAll("textarea, input[type=text]")) {
      const own = text.name.slice(prefix.length);
      if (text.name.startsWith(prefix) && ["text", "label", "name", "title"].includes(own)) {
        text.dir = select.value ? (rightToLeft.includes(select.value) ? "rtl" : "ltr") : "auto";
        if (own === "text" || own === "name") {
          text.lang = select.value;
        }
        if (own === "label") {
          text.dir = "auto";
        }
      }
    }
  };
  const LANGUAGE = "select[data-right-to-left]";
  document.querySelectorAll(LANGUAGE).forEach(turn);
  document.addEventListener("change", (event) => {
    if (event.target.matches?.(LANGUAGE)) {
      turn(event.target);
    }
  });

  // Long lists of countries are searched like links.
  window.addEventListener("load", () => {
    const $ = window.django?.jQuery;
    if ($?.fn.select2) {
      $("select.searched-choices").select2({ width: "20em", placeholder: "", allowClear: true });
    }
  });

  // A search box speaks the label of its field, and a box in a table the head of its column.
  function speak() {
    for (const shown of document.querySelectorAll(".select2-container")) {
      const select = shown.previousElementSibling;
      const label = select?.id && document.querySelector(`label[for="${select.id}"]`);
      const name = (label?.textContent ?? select?.getAttribute("aria-label") ?? columnOf(select)).replace(/:\s*$/, "").trim();
      for (const part of shown.querySelectorAll("[role=combobox], [role=textbox], [role=searchbox], input")) {
        part.removeAttribute("aria-labelledby");
        part.setAttribute("aria-label", [name, select?.selectedOptions?.[0]?.textContent.trim()].filter(Boolean).join(": "));
      }
      shown.querySelector("ul.select2-selection__rendered")?.setAttribute("role", "group");
      shown.querySelectorAll("ul.select2-selection__rendered > li").forEach((item) => item.setAttribute("role", "presentation"));
    }
    for (const box of document.querySelectorAll(".datetime input")) {
      box.setAttribute("aria-label", box.previousSibling?.textContent.replace(":", "").trim() || "Time");
    }
    for (const box of document.querySelectorAll(".tabular input:not([type=hidden]), .tabular select, .tabular textarea")) {
      if (!box.closest(".select2-container")) {
        box.setAttribute("aria-label", columnOf(box));
      }
    }
  }
  function columnOf(box) {
    const cell = box?.closest("td");
    const head = cell?.closest("table").tHead?.rows[0].cells[cell.cellIndex];
    return head?.textContent.replace("?", "").trim() ?? "";
  }
  // Search boxes are built after the page, and again with every row that is added.
  new MutationObserver(speak).observe(document.body, { childList: true, subtree: true });
  speak();

  // The page of a conflict opens where the decision is.
  document.querySelector(".conflict")?.focus();
})();
