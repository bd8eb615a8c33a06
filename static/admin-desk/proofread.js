// Reading pages by OCR, one after the other, into their boxes. What is read is stored only when the page is saved.
"use strict";

(() => {
  const form = document.getElementById("proofread_form");
  if (!form) {
    return;
  }
  const all = form.querySelector(".ocr-all");
  let isStopped = false;

  // True when the page was read; what it says stands in its box then, else beside its button.
  const read = async (button) => {
    const said = button.parentElement.querySelector("output");
    const box = document.getElementById(`page-${button.dataset.page}`);
    button.disabled = true;
    said.textContent = "…";
    try {
      const answer = await fetch(button.dataset.ocr, {
        method: "POST",
        headers: { "X-CSRFToken": form.querySelector("[name=csrfmiddlewaretoken]").value },
      });
      const { text, refusal } = await answer.json();
      said.textContent = refusal ?? "";
      if (refusal !== undefined) {
        return false;
      }
      // Somebody may have begun to type meanwhile.
      box.value = [box.value.trim() ? box.value : "", text].filter(Boolean).join("\n");
      box.dispatchEvent(new Event("input", { bubbles: true }));
      button.parentElement.querySelector("[data-empty]").hidden = Boolean(text);
      return true;
    } catch {
      said.textContent = "×";
      return false;
    } finally {
      button.disabled = false;
    }
  };

  form.addEventListener("click", (event) => {
    const button = event.target.closest("[data-ocr]");
    if (button) {
      read(button);
    }
  });

  all?.querySelector("[data-ocr-stop]").addEventListener("click", () => { isStopped = true; });
  all?.querySelector("[data-ocr-all]").addEventListener("click", async (event) => {
    const start = event.currentTarget;
    const stop = all.querySelector("[data-ocr-stop]");
    const progress = all.querySelector("progress");
    const said = all.querySelector("output");
    const buttons = [...form.querySelectorAll("[data-ocr]")];
    isStopped = false;
    start.disabled = true;
    stop.hidden = progress.hidden = false;
    progress.value = 0;
    progress.max = buttons.length;
    let number = 0;
    for (const button of buttons) {
      if (isStopped) {
        break;
      }
      said.textContent = `${said.dataset.reading} ${button.dataset.page}…`;
      if (!await read(button)) {
        break;
      }
      number += 1;
      progress.value = number;
    }
    const others = all.dataset.pages.split(" ").length > buttons.length ? ` ${said.dataset.elsewhere}` : "";
    said.textContent = `${number} ${number === buttons.length ? said.dataset.done : said.dataset.stopped}${others}`;
    start.disabled = false;
    stop.hidden = progress.hidden = true;
  });
})();
