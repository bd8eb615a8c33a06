// Addresses of filtered lists name only the filters that are set.
document.querySelectorAll("form.filters").forEach((form) => {
  form.addEventListener("formdata", (event) => {
    for (const [name, value] of [...event.formData.entries()]) if (value === "") event.formData.delete(name);
  });
});
