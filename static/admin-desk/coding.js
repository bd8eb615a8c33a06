/* The keys 1 to 9 choose a rating while nothing is being typed; Enter on a rating sends the form, as browsers do. */
"use strict";

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("textarea, select, input:not([type=radio])");
  if (typing || event.ctrlKey || event.metaKey || event.altKey || !/^[1-9]$/.test(event.key)) return;
  const rating = document.querySelectorAll("#code_form input[name=rating]")[Number(event.key) - 1];
  if (!rating) return;
  event.preventDefault();
  rating.checked = true;
  rating.focus();
});
