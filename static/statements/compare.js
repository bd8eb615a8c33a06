// From one difference to the next: by the buttons, and by Alt and the arrows.
"use strict";

(() => {
  const differences = [...document.querySelectorAll(".difference")];
  const bar = document.querySelector(".go-on");
  if (!bar || !differences.length) {
    return;
  }
  const place = bar.querySelector("[data-place]");
  let now = -1;

  const go = (step) => {
    now = now < 0 && step < 0 ? differences.length - 1 : (now + step + differences.length) % differences.length;
    const found = differences[now];
    found.focus({ preventScroll: true });
    found.scrollIntoView({ block: "center" });
    const numbers = [now + 1, differences.length];
    place.textContent = place.dataset.place.replace(/\{\}/g, () => numbers.shift());
  };

  document.querySelector(".go")?.remove();
  bar.hidden = false;
  bar.addEventListener("click", (event) => {
    const step = Number(event.target.dataset?.go);
    if (step) {
      go(step);
    }
  });
  document.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && event.altKey && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      go(step);
    }
  });
})();
