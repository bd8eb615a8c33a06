// Shows below a date box, while someone types, how the server understands the text.
"use strict";

(() => {
  const PAUSE = 300; // milliseconds without a keystroke before the server is asked
  const BOX = "input[data-date-reading]";
  const waiting = new WeakMap();

  const outputOf = (input) => input.closest(".date-box").querySelector("output");

  const show = (input, text, state) => {
    const output = outputOf(input);
    output.textContent = text;
    if (state) {
      output.dataset.state = state;
    } else {
      delete output.dataset.state;
    }
  };

  const ask = async (input) => {
    waiting.get(input)?.abort();
    if (!input.value.trim()) {
      show(input, "");
      return;
    }
    const question = new AbortController();
    waiting.set(input, question);
    const address = `${input.dataset.dateReading}?${new URLSearchParams({ text: input.value })}`;
    try {
      const response = await fetch(address, { signal: question.signal, headers: { Accept: "application/json" } });
      const answer = await response.json();
      // The sentence may come after the text was changed again.
      if (waiting.get(input) === question) {
        show(input, answer.ok ? answer.reading : answer.reason, answer.ok ? "understood" : "refused");
      }
    } catch (failure) {
      // Without the server's reading the box still works: saving says the same.
      if (failure.name !== "AbortError") {
        show(input, "");
      }
    }
  };

  const timers = new WeakMap();
  const askSoon = (input, pause) => {
    clearTimeout(timers.get(input));
    timers.set(input, setTimeout(() => ask(input), pause));
  };

  // Listening on the document serves boxes in rows that are added later, too.
  document.addEventListener("input", (event) => {
    if (event.target.matches?.(BOX)) {
      askSoon(event.target, PAUSE);
    }
  });
  document.addEventListener("change", (event) => {
    if (event.target.matches?.(BOX)) {
      askSoon(event.target, 0);
    }
  });

  // The admin renumbers ids in a row it adds, but not what points to them.
  document.addEventListener("formset:added", (event) => {
    for (const input of event.target.querySelectorAll(BOX)) {
      const number = input.id.match(/-(\d+)-(?!.*-\d+-)/)?.[1];
      if (number !== undefined) {
        const described = input.getAttribute("aria-describedby");
        input.setAttribute("aria-describedby", described.replaceAll("__prefix__", number));
      }
    }
  });
})();
