// Tells on the page of an edition which edition a file is. The file is read here and sent nowhere.
"use strict";

(() => {
  const section = document.querySelector("#check");
  const zone = section.querySelector(".drop");
  const input = zone.querySelector("input");
  const reset = zone.querySelector("button");
  const told = section.querySelector(".told");
  const own = section.querySelector(".by-hand [data-sha256]");
  const others = [...section.querySelectorAll("details [data-sha256]")];
  // Counts the files: the answer on one that was replaced meanwhile is dropped.
  let turn = 0;

  const tell = (text, state = "") => {
    told.textContent = text;
    told.dataset.state = state;
    reset.hidden = !text;
  };

  const hexadecimal = (digest) =>
    [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");

  const answer = (sum) => {
    if (sum === own.dataset.sha256) {
      tell(section.dataset.this, "same");
      return;
    }
    if (sum === own.dataset.contentSha256) {
      tell(section.dataset.content, "same");
      return;
    }
    const other = others.find((one) => [one.dataset.sha256, one.dataset.contentSha256].includes(sum));
    if (!other) {
      tell(section.dataset.unknown.replace("{}", sum), "differs");
      return;
    }
    tell(`${section.dataset.other} `, "other");
    const link = document.createElement("a");
    link.href = other.href;
    link.textContent = other.textContent;
    told.append(link, ". ", other.dataset.also ?? "");
  };

  const check = async (file) => {
    turn += 1;
    const mine = turn;
    tell(section.dataset.reading.replace("{}", file.name));
    try {
      const sum = hexadecimal(await crypto.subtle.digest("SHA-256", await file.arrayBuffer()));
      if (mine === turn) {
        answer(sum);
      }
    } catch {
      if (mine === turn) {
        tell(section.dataset.unread, "differs");
      }
    }
  };

  // Elsewhere than on https and on one's own machine browsers have no crypto.subtle.
  if (!globalThis.crypto?.subtle) {
    tell(section.dataset.unsupported);
    return;
  }
  zone.hidden = false;

  input.addEventListener("change", () => {
    if (input.files.length) {
      check(input.files[0]);
    }
  });

  zone.addEventListener("reset", () => {
    turn += 1;
    tell("");
    input.focus();
  });
  zone.addEventListener("submit", (event) => event.preventDefault());

  zone.addEventListener("dragover", (event) => {
    event.preventDefault();
    event.dataTransfer.dropEffect = "copy";
    zone.dataset.over = "";
  });
  zone.addEventListener("dragleave", (event) => {
    if (!zone.contains(event.relatedTarget)) {
      delete zone.dataset.over;
    }
  });
  zone.addEventListener("drop", (event) => {
    event.preventDefault();
    delete zone.dataset.over;
    const files = event.dataTransfer.files;
    if (files.length === 1) {
      check(files[0]);
    } else {
      turn += 1;
      tell(files.length ? section.dataset.several : section.dataset.unread, "differs");
    }
  });
  // Beside the zone a browser would open the file in place of the page.
  for (const kind of ["dragover", "drop"]) {
    document.addEventListener(kind, (event) => event.preventDefault());
  }
})();
