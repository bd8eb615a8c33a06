// A file that is too large is told of before it is sent, as sending it may take minutes.
"use strict";

(() => {
  const box = document.querySelector("input[type=file][data-most]");
  const warning = document.querySelector(".too-large");
  box?.addEventListener("change", () => {
    const isTooLarge = [...box.files].some((file) => file.size > Number(box.dataset.most));
    box.setCustomValidity(isTooLarge ? warning.textContent : "");
    warning.hidden = !isTooLarge;
  });
})();
