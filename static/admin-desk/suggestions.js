// Suggestions: one key for each decision. What is pressed while another decision is on its way waits its turn; the focus
// has moved on to the next row by then.
"use strict";

(() => {
  const desk = document.querySelector(".deciding");
  const rows = document.getElementById("rows");
  const said = document.getElementById("said");
  const keys = document.getElementById("keys");
  const stillHere = document.querySelector("dialog.still-here");
  if (!rows || !window.htmx) {
    return;
  }
  const turns = []; // functions that give the button to press, or nothing
  let pressed = null; // the button that is pressed now
  let isSent = false; // whether its request has left
  let last = null; // the row that had the focus last

  const sentence = (name) => document.getElementById("sentences").content.querySelector(`[data-name="${name}"]`).textContent;
  const say = (words) => {
    const told = document.createElement("div");
    told.className = "sentence is-refusal";
    told.textContent = words;
    said.replaceChildren(told);
  };
  const all = () => Array.from(rows.querySelectorAll("[data-row]"));
  const isBusy = (row) => row.getAttribute("aria-busy") === "true";
  const free = () => all().filter((row) => !isBusy(row));
  const current = () => {
    const row = document.activeElement?.closest("[data-row]") ?? last;
    return row?.isConnected && !isBusy(row) ? row : free()[0];
  };
  const goTo = (row) => {
    if (row) {
      last = row;
      row.focus();
      row.scrollIntoView({ block: "nearest" });
    }
  };
  const step = (by) => {
    const open = free();
    const at = open.indexOf(document.activeElement?.closest("[data-row]") ?? last);
    goTo(at < 0 ? open[0] : open[Math.min(Math.max(at + by, 0), open.length - 1)]);
  };
  rows.addEventListener("focusin", (event) => { last = event.target.closest("[data-row]") ?? last; });

  /* Decisions, one after the other. */
  const run = () => {
    while (!pressed && turns.length) {
      const button = turns.shift()();
      if (button?.isConnected) {
        pressed = button;
        isSent = false;
        button.form.requestSubmit(button);
      }
    }
  };
  const take = (turn) => { turns.push(turn); run(); };

  const decide = (button) => {
    const row = button.closest("[data-row]");
    if (isBusy(row)) {
      return;
    }
    const open = free();
    const at = open.indexOf(row);
    row.setAttribute("aria-busy", "true");
    goTo(open[at + 1] ?? open[at - 1]);
    take(() => button);
  };
  const undo = () => take(() => {
    const button = said.querySelector("[data-undo]");
    if (!button) {
      say(sentence("none"));
    }
    return button;
  });
  const letGo = (row) => row?.removeAttribute("aria-busy");

  // Which button sent a form is known to its submit event alone, when a key pressed it.
  document.addEventListener("htmx:configRequest", (event) => {
    const button = event.detail.triggeringEvent?.submitter;
    if (button?.name) {
      event.detail.parameters[button.name] = button.value;
    }
  });
  document.addEventListener("htmx:beforeRequest", () => { isSent = true; });
  document.addEventListener("htmx:afterRequest", (event) => {
    // A row that is still here was not decided.
    letGo(event.detail.elt.closest("[data-row]"));
    pressed = null;
    // What is swapped in now is the next one's to see.
    setTimeout(run);
  });
  for (const kind of ["htmx:responseError", "htmx:sendError", "htmx:timeout"]) {
    document.addEventListener(kind, () => say(sentence("failed")));
  }
  // Nothing was sent, because the session has ended: every row is as it was.
  stillHere?.addEventListener("close", () => {
    if (pressed && !isSent) {
      turns.length = 0;
      pressed = null;
      all().forEach(letGo);
    }
  });
  document.addEventListener("decided", (event) => {
    const { back } = event.detail;
    if (back.length) {
      goTo(document.getElementById(`row-${back[0]}`));
    } else if (!all().length) {
      const token = said.querySelector("[name=token]")?.value;
      if (Number(document.getElementById("number-waiting").textContent) > 0) {
        // The rows of the next page.
        location.assign(token ? `${desk.dataset.address}?undo=${encodeURIComponent(token)}` : desk.dataset.address);
      } else {
        document.getElementById("none").focus();
      }
    } else if (document.activeElement === document.body) {
      goTo(current());
    }
  });

  rows.addEventListener("click", (event) => {
    const button = event.target.closest("button[name=decision]");
    if (button) {
      event.preventDefault();
      decide(button);
    }
  });

  /* The keys. */
  const DOES = {
    j: () => step(1),
    arrowdown: () => step(1),
    k: () => step(-1),
    arrowup: () => step(-1),
    u: undo,
    "?": () => keys.showModal(),
  };
  // On a keyboard of another script the key is known by its place.
  const keyOf = (event) => {
    const key = event.key.toLowerCase();
    if (/^Key[A-Z]$/.test(event.code) && !/^[a-z]$/.test(key)) {
      return event.code.slice(3).toLowerCase();
    }
    return /^Digit[1-5]$/.test(event.code) && !event.shiftKey ? event.code.slice(5) : key;
  };
  desk.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || keys.open || event.target.closest("input, textarea, select")) {
      return;
    }
    const key = keyOf(event);
    if (DOES[key]) {
      event.preventDefault();
      DOES[key]();
      return;
    }
    const button = /^[a-z1-5]$/.test(key) ? current()?.querySelector(`[data-key="${key}"]`) : null;
    if (button) {
      event.preventDefault();
      decide(button);
    }
  });
  const help = desk.querySelector("[data-help]");
  help.hidden = false;
  help.addEventListener("click", () => keys.showModal());
  goTo(all()[0]);
})();
