// Addresses of filtered lists name only the filters that are set.
document.querySelectorAll("form.filters").forEach((form) => {
  form.addEventListener("formdata", (event) => {
    for (const [name, value] of [...event.formData.entries()]) if (value === "") event.formData.delete(name);
  });
});

// Boxes for a name suggest names while one types; without this script a name or a part of it is typed whole.
document.querySelectorAll("input[data-names]").forEach((box) => {
  const list = document.createElement("datalist");
  list.id = `${box.id}-names`;
  box.after(list);
  box.setAttribute("list", list.id);
  let waiting, asked = "";
  box.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(async () => {
      const typed = box.value.trim();
      if (typed.length < 2 || typed === asked) return;
      asked = typed;
      const answer = await fetch(`${box.dataset.names}?q=${encodeURIComponent(typed)}`).catch(() => null);
      if (!answer || !answer.ok || typed !== asked) return;
      const { names } = await answer.json();
      list.replaceChildren(...names.map((name) => new Option(name, name)));
    }, 200);
  });
});
