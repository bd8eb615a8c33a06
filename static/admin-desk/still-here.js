// Before a form is sent: is whoever typed it signed in still? If not, nothing is sent, the typing stays on the page, and
// a dialog tells how to sign in again beside it. What was typed is stored nowhere.
"use strict";

(() => {
  const dialog = document.querySelector("dialog.still-here");
  const content = document.getElementById("content");
  if (!dialog || !content) {
    return;
  }
  const PATIENCE = 8000; // milliseconds
  let held = null; // the form that waits, and the button that was pressed
  let state = "";
  let isAsking = false;
  let isCleared = false;

  // "here", "ended", "other" or "unreachable". The token of forms is another one after each sign-in.
  const ask = async (form) => {
    try {
      const answer = await fetch(dialog.dataset.address, {
        cache: "no-store",
        redirect: "manual",
        signal: AbortSignal.timeout(PATIENCE),
      });
      if (answer.type === "opaqueredirect") {
        return "ended";
      }
      if (!answer.ok) {
        return "unreachable";
      }
      const { person, token } = await answer.json();
      if (person === dialog.dataset.person) {
        form.querySelectorAll("[name=csrfmiddlewaretoken]").forEach((box) => { box.value = token; });
        return "here";
      }
      return person ? "other" : "ended";
    } catch {
      return "unreachable";
    }
  };

  const show = (now) => {
    state = now;
    for (const part of dialog.querySelectorAll("[data-when]")) {
      part.hidden = !part.dataset.when.split(" ").includes(now);
    }
    if (!dialog.open) {
      dialog.showModal();
    }
    (dialog.querySelector("a:not([hidden]), [data-send]:not([hidden])")).focus();
  };

  const send = () => {
    dialog.close();
    isCleared = true;
    held.form.requestSubmit(held.button);
    isCleared = false;
  };

  const hold = async (form, button) => {
    if (isAsking) {
      return;
    }
    held = { form, button };
    isAsking = true;
    document.body.classList.add("is-asking");
    const found = await ask(form);
    document.body.classList.remove("is-asking");
    isAsking = false;
    if (found === "here") {
      send();
    } else {
      show(found);
    }
  };

  // Ahead of every other listener: what they do on sending happens when it is sent.
  window.addEventListener("submit", (event) => {
    const form = event.target;
    if (isCleared || form.getAttribute("method") !== "post" || !content.contains(form)) {
      return;
    }
    event.preventDefault();
    event.stopImmediatePropagation();
    hold(form, event.submitter);
  }, true);

  // Whoever comes back from signing in finds the way to save.
  const look = async () => {
    if (!dialog.open || isAsking || document.visibilityState !== "visible" || state === "unreachable") {
      return;
    }
    isAsking = true;
    const found = await ask(held.form);
    isAsking = false;
    if (dialog.open) {
      show(found === "here" ? "back" : found);
    }
  };
  document.addEventListener("visibilitychange", look);
  window.addEventListener("focus", look);

  dialog.querySelector("[data-close]").addEventListener("click", () => dialog.close());
  dialog.querySelector("[data-send]").addEventListener("click", () => hold(held.form, held.button));
})();
