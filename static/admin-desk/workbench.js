// The workbench: selecting words, the keys, the short forms beside the text, and what is drawn anew after each of them.
"use strict";

(() => {
  const bench = document.querySelector(".bench");
  const region = document.getElementById("text");
  const work = document.getElementById("work");
  const said = document.getElementById("said");
  const outline = document.getElementById("outline");
  const text = window.workbenchText(region);
  const sentence = (name) => document.getElementById("sentences").content.querySelector(`[data-name="${name}"]`).textContent;
  const isDraft = "isDraft" in bench.dataset;
  const all = (selector, within = document) => Array.from(within.querySelectorAll(selector));

  let chosen = null; // the words that a form would be about: {start, end, exact}
  let picked = null; // what was picked in the panel: {kind, key}
  let isDirty = false; // whether the open form holds typing
  let leavesNext = false; // whether Esc was pressed once over typing

  /* The chosen words stay lit while a form has the focus. */
  const light = (name, ranges) => {
    if (!window.CSS?.highlights) {
      return;
    }
    if (ranges.length) {
      CSS.highlights.set(name, new Highlight(...ranges));
    } else {
      CSS.highlights.delete(name);
    }
  };

  const choose = (words) => {
    chosen = words;
    const shown = document.getElementById("chosen-words");
    if (!shown) {
      return;
    }
    shown.textContent = words ? words.exact : "";
    shown.hidden = !words;
    document.querySelector(".chosen-none").hidden = Boolean(words);
    light("chosen", words ? [text.rangeOf(words.start, words.end)] : []);
  };

  const say = (words) => {
    const told = document.createElement("div");
    told.className = "sentence is-refusal";
    told.textContent = words;
    said.replaceChildren(told);
  };

  /* Labels: C1, C2 … in the order of the panel, which is that of the statement. */
  const number = () => {
    const rows = Array.from(outline.children);
    const placed = rows.slice().sort((one, other) =>
      Number(one.dataset.position) - Number(other.dataset.position) || Number(one.dataset.point) - Number(other.dataset.point));
    if (placed.some((row, place) => row !== rows[place])) {
      outline.append(...placed);
    }
    const labels = {};
    all("[data-commitment]", outline).forEach((entry, place) => {
      labels[entry.dataset.commitment] = `C${place + 1}`;
      entry.querySelector(".c-label").textContent = `C${place + 1}`;
    });
    for (const piece of region.querySelectorAll("[data-c]")) {
      piece.dataset.label = piece.dataset.c.split(" ").map((key) => labels[key] ?? "").join(" ").trim();
    }
  };

  /* A mark and its entry light up together. */
  const lit = (keys) => {
    for (const one of all(".is-lit")) {
      one.classList.remove("is-lit");
    }
    for (const key of keys) {
      for (const one of all(`[data-m~="${key}"], [data-p~="${key}"], .entry[data-marks~="${key}"]`, bench)) {
        one.classList.add("is-lit");
      }
    }
  };
  // What is marked within a point comes before the point, which would light up every word around it.
  const keysOf = (element) => {
    const piece = element?.closest?.("[data-m], [data-p], .entry");
    return (piece?.dataset.marks ?? piece?.dataset.m ?? piece?.dataset.p ?? "").split(" ").filter(Boolean);
  };
  bench.addEventListener("pointerover", (event) => lit(keysOf(event.target)));
  outline.addEventListener("focusin", (event) => lit(keysOf(event.target)));

  document.addEventListener("selectionchange", () => {
    if (isDraft || document.activeElement !== region) {
      return;
    }
    const words = text.selected();
    const { focusNode } = document.getSelection();
    if (words || !work.querySelector("[data-sheet]")) {
      choose(words);
    }
    lit(keysOf(focusNode?.nodeType === Node.TEXT_NODE ? focusNode.parentElement : focusNode));
    outline.querySelector(".entry.is-lit")?.scrollIntoView({ block: "nearest" });
  });

  /* The text takes a caret and selections, and no change. */
  for (const kind of ["beforeinput", "paste", "cut", "drop", "dragstart"]) {
    region.addEventListener(kind, (event) => event.preventDefault());
  }
  // Composing letters cannot be prevented, so it is ended, and what it wrote is put back.
  let before = null;
  region.addEventListener("compositionstart", () => {
    before = region.innerHTML;
    region.blur();
    region.focus();
  });
  const putBack = () => {
    if (before !== null && region.innerHTML !== before) {
      region.innerHTML = before;
      number();
    }
    before = null;
  };
  region.addEventListener("compositionend", () => setTimeout(putBack));

  /* Forms beside the text. */
  const requested = () => {
    const values = { page_revision: bench.dataset.pageRevision, since: bench.dataset.since };
    if (picked) {
      values[`picked_${picked.kind}`] = picked.key;
    }
    return values;
  };
  document.addEventListener("htmx:configRequest", (event) => {
    for (const [name, value] of Object.entries(requested())) {
      event.detail.parameters[name] = value;
    }
  });

  const open = (address, values) => {
    if (isDirty) {
      say(sentence("twice"));
      work.querySelector("[data-sheet]")?.querySelector("textarea, input:not([type=hidden]), select")?.focus();
      leavesNext = true;
      return;
    }
    htmx.ajax("GET", address, { target: "#work", swap: "innerHTML", values });
  };

  const mark = (kind) => {
    if (!chosen) {
      say(sentence("nothing"));
      region.focus();
      return;
    }
    open(bench.dataset.new.replace(/kind\/$/, `${kind}/`), { start: chosen.start, end: chosen.end });
  };

  const toText = (span) => {
    region.focus({ preventScroll: true });
    if (span) {
      const range = text.select(span.start, span.end);
      (range.startContainer.parentElement ?? region).scrollIntoView({ block: "nearest" });
      document.getSelection().collapse(range.endContainer, range.endOffset);
    }
    choose(null);
  };

  const close = () => {
    const span = chosen;
    work.replaceChildren();
    isDirty = leavesNext = false;
    region.focus({ preventScroll: true });
    if (span) {
      text.select(span.start, span.end);
    }
  };

  const leave = () => {
    if (isDirty && !leavesNext) {
      leavesNext = true;
      say(sentence("twice"));
      return;
    }
    close();
  };

  work.addEventListener("input", () => { isDirty = true; leavesNext = false; });
  window.addEventListener("beforeunload", (event) => {
    if (isDirty) {
      event.preventDefault();
    }
  });

  // What a form shows depends on two of its boxes.
  const settle = (form) => {
    const terms = form.querySelector("[name=deadline-terms]");
    all(".only-dated", form).forEach((part) => { part.hidden = terms.value !== "dated"; });
    const point = form.querySelector("[name=point]");
    all(".only-new", form).forEach((part) => { part.hidden = Boolean(point?.value); });
    const ticked = all(".themes input:checked", form).map((box) => box.closest("label").textContent.trim());
    all(".themes .ticked", form).forEach((part) => { part.textContent = ticked.join(", "); });
  };
  work.addEventListener("change", (event) => {
    const found = event.target.closest(".found label");
    if (found) {
      // What was found and ticked stays when something else is looked for.
      const list = found.closest(".finding").querySelector(".choices");
      const same = list.querySelector(`input[value="${CSS.escape(event.target.value)}"]`);
      if (same) {
        same.checked = true;
        found.remove();
        same.focus();
      } else {
        list.append(found);
        event.target.focus();
      }
    }
    const form = event.target.closest("[data-sheet]");
    if (form) {
      settle(form);
    }
  });
  work.addEventListener("input", (event) => {
    if (event.target.matches("[data-filter]")) {
      const words = event.target.value.toLowerCase().split(/\s+/).filter(Boolean);
      for (const label of all(".choice", event.target.closest(".finding"))) {
        const told = label.textContent.toLowerCase();
        label.hidden = !words.every((word) => told.includes(word)) && !label.querySelector("input").checked;
      }
    }
  });

  document.addEventListener("htmx:afterSettle", (event) => {
    if (event.target !== work) {
      return;
    }
    const form = work.querySelector("[data-sheet]");
    if (!form) {
      return;
    }
    const exact = form.querySelector("[data-exact]");
    if (exact) {
      exact.value = chosen?.exact ?? "";
    }
    settle(form);
    const wrong = form.querySelector(".has-errors textarea, .has-errors input:not([type=hidden]), .has-errors select");
    if (!wrong) {
      isDirty = Boolean(form.querySelector(".errorlist"));
    }
    const first = wrong ?? form.querySelector("textarea, input:not([type=hidden]):not([type=radio]), select");
    first?.focus();
    if (!wrong) {
      first?.select?.();
    }
  });

  // After something was stored: labels anew, the form gone, the caret back at the words.
  document.addEventListener("marked", (event) => {
    const { start, end } = event.detail;
    work.replaceChildren();
    isDirty = leavesNext = false;
    number();
    showPicked();
    toText(start === undefined ? null : { start, end });
  });
  // Points come at the end of the list; `number` puts them where they belong. What they were before goes.
  document.addEventListener("htmx:oobBeforeSwap", (event) => {
    if (event.detail.target === outline) {
      all("li[data-point]", event.detail.fragment).forEach((point) => document.getElementById(point.id)?.remove());
    }
  });
  for (const kind of ["htmx:responseError", "htmx:sendError", "htmx:timeout"]) {
    document.addEventListener(kind, () => say(sentence("failed")));
  }

  /* The panel. */
  const showPicked = () => {
    const box = document.getElementById("picked");
    const entry = picked && outline.querySelector(`[data-pick-${picked.kind}="${picked.key}"]`);
    all(".is-picked").forEach((one) => one.classList.remove("is-picked"));
    box.hidden = !entry;
    if (!entry) {
      picked = null;
      return;
    }
    box.querySelector("strong").textContent = entry.textContent.replace(/\s+/g, " ").trim().slice(0, 80);
    entry.closest(".entry").classList.add("is-picked");
    const point = entry.closest("[data-point]").dataset.point;
    const there = document.querySelector(`[data-beside="${point}"]`);
    if (there) {
      there.classList.add("is-picked");
      const list = there.closest(".beside");
      list.scrollTop += there.getBoundingClientRect().top - list.getBoundingClientRect().top;
    }
  };

  const goTo = (keys) => {
    const span = text.spanOf(keys[0]);
    if (span) {
      region.focus({ preventScroll: true });
      const range = text.select(span.start, span.end);
      range.startContainer.parentElement.scrollIntoView({ block: "center" });
    }
  };

  bench.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) {
      return;
    }
    const { pickPoint, pickCommitment } = button.dataset;
    if (button.classList.contains("jump")) {
      const keys = keysOf(button);
      if (pickPoint || pickCommitment) {
        picked = keys.length && !document.querySelector("#beside [data-beside]") ? null
          : pickPoint ? { kind: "point", key: pickPoint } : { kind: "commitment", key: pickCommitment };
        showPicked();
      }
      if (keys.length) {
        goTo(keys);
      } else {
        region.focus({ preventScroll: true });
      }
    } else if (button.dataset.passage) {
      // One form takes back every mark: which one, the button says.
      button.form.elements.passage.value = button.dataset.passage;
    } else if (button.dataset.mark) {
      mark(button.dataset.mark);
    } else if (button.dataset.open) {
      open(button.dataset.open, {});
    } else if ("help" in button.dataset) {
      document.getElementById("keys").showModal();
    } else if ("unpick" in button.dataset) {
      picked = null;
      showPicked();
      region.focus({ preventScroll: true });
    } else if ("leave" in button.dataset) {
      leave();
    }
  });
  // A press on a tool leaves the selection in the text as it is.
  document.querySelector(".bench-tools")?.addEventListener("pointerdown", (event) => event.preventDefault());

  document.getElementById("beside-choice")?.addEventListener("change", (event) => {
    const beside = document.getElementById("beside");
    if (event.target.value) {
      htmx.ajax("GET", event.target.value, { target: "#beside", swap: "innerHTML" }).then(showPicked);
    } else {
      beside.replaceChildren();
    }
  });
  document.getElementById("beside")?.addEventListener("click", (event) => {
    const row = event.target.closest("[data-beside]");
    if (row && document.getSelection().isCollapsed) {
      picked = { kind: "point", key: row.dataset.beside };
      showPicked();
    }
  });

  /* The keys. */
  const step = (direction) => {
    const at = text.caret() ?? 0;
    const marks = [];
    for (const piece of region.querySelectorAll("[data-o]")) {
      const start = text.offsetOf(piece, 0);
      piece.dataset.o.split(" ").forEach((key) => marks.push({ start, key }));
    }
    const selection = text.selected();
    const from = selection ? selection.start : at;
    const isOn = (one) => selection && one.start === selection.start && text.spanOf(one.key).end === selection.end;
    const on = marks.findIndex(isOn);
    let next = on >= 0 ? marks[on + direction] : null;
    if (on < 0) {
      next = direction > 0 ? marks.find((one) => one.start >= from) : marks.filter((one) => one.start < from).pop();
    }
    if (next) {
      goTo([next.key]);
    }
  };

  const openHere = () => {
    const { focusNode } = document.getSelection();
    const keys = keysOf(focusNode?.parentElement);
    const entries = keys.map((key) => outline.querySelector(`[data-commitment][data-marks~="${key}"] [data-open]`));
    const entry = entries.reverse().find(Boolean);
    if (entry) {
      entry.click();
    } else {
      say(sentence("nothing"));
    }
  };

  const DOES = {
    c: () => mark("commitment"),
    enter: () => (chosen ? mark("commitment") : openHere()),
    w: () => mark("words"),
    p: () => mark("point"),
    d: () => mark("dispute"),
    n: () => step(1),
    b: () => step(-1),
    "?": () => document.getElementById("keys").showModal(),
    escape: () => {
      if (work.querySelector("[data-sheet]")) {
        leave();
      } else {
        document.getSelection().collapseToEnd();
        choose(null);
      }
    },
  };
  // On a keyboard of another script the key is known by its place.
  const keyOf = (event) => {
    const key = event.key.toLowerCase();
    return key in DOES || !/^Key[A-Z]$/.test(event.code) ? key : event.code.slice(3).toLowerCase();
  };
  region.addEventListener("keydown", (event) => {
    if (isDraft) {
      return;
    }
    const withControl = event.ctrlKey || event.metaKey;
    const key = keyOf(event);
    if (withControl && key === "z") {
      event.preventDefault();
      said.querySelector("[data-undo]")?.click();
      return;
    }
    if (withControl || event.altKey || event.isComposing || !(key in DOES)) {
      return;
    }
    event.preventDefault();
    DOES[key]();
  });
  work.addEventListener("keydown", (event) => {
    const form = event.target.closest("[data-sheet]");
    if (!form) {
      return;
    }
    const withControl = event.ctrlKey || event.metaKey;
    if (event.key === "Escape") {
      event.preventDefault();
      leave();
    } else if (withControl && (event.key === "Enter" || event.key.toLowerCase() === "s")) {
      event.preventDefault();
      event.stopPropagation();
      form.requestSubmit();
    } else if (event.key === "Enter" && (event.target.type === "search" || event.target.name === "summary")) {
      event.preventDefault();
      if (event.target.name === "summary") {
        form.requestSubmit();
      }
    }
  });

  number();
  // A link from the text that this one corrects leads to the words.
  const asked = new URLSearchParams(location.search);
  if (/^\d+$/.test(asked.get("start") ?? "") && /^\d+$/.test(asked.get("end") ?? "")) {
    region.focus();
    text.select(Number(asked.get("start")), Number(asked.get("end"))).startContainer.parentElement.scrollIntoView({ block: "center" });
  }
})();
