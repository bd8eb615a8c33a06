// A long list of boxes is filtered while one types. Ticked boxes stay in sight. Without this script all are shown.
document.querySelectorAll("[data-picking]").forEach((group) => {
  const boxes = [...group.querySelectorAll('input[type="checkbox"]')];
  const list = boxes.length && boxes[0].closest("fieldset > div");
  if (!list) return;
  const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLocaleLowerCase();
  const rows = boxes.map((box) => ({ box, row: box.closest("label").parentElement, text: plain(box.closest("label").textContent) }));
  const find = document.createElement("input"), told = document.createElement("p"), label = document.createElement("label");
  find.type = "search";
  find.id = `${boxes[0].name}-find`;
  find.autocomplete = "off";
  find.dir = "auto";
  label.htmlFor = find.id;
  label.textContent = group.dataset.picking;
  told.className = "helptext";
  told.setAttribute("role", "status");
  list.before(label, find, told);
  const show = () => {
    const words = plain(find.value).split(/\s+/).filter(Boolean);
    for (const { box, row, text } of rows) row.hidden = !box.checked && !words.every((word) => text.includes(word));
    for (const part of list.children) part.hidden = [...part.querySelectorAll('input[type="checkbox"]')].every((box) => box.closest("label").parentElement.hidden);
    const shown = rows.filter(({ row }) => !row.hidden).length, ticked = boxes.filter((box) => box.checked).length;
    told.textContent = `${shown} / ${boxes.length} · ${ticked} ${group.dataset.picked}`;
  };
  find.addEventListener("input", show);
  // Enter would send the form.
  find.addEventListener("keydown", (event) => { if (event.key === "Enter") event.preventDefault(); });
  list.addEventListener("change", show);
  show();
});
