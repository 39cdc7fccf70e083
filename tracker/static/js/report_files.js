// Files go to the server as soon as they are chosen, so that nothing else on the form has to wait for them.

export function startFiles(form) {
  const input = form.querySelector("[data-attachment]");
  const error = form.querySelector("[data-attachment-error]");
  const list = form.querySelector("[data-files]");
  form.querySelector("[data-attach]").hidden = true;
  input.addEventListener("change", () => input.files[0] && attach(input.files[0]));
  list.addEventListener("click", (event) => {
    const button = event.target.closest("[data-detach]");
    if (button) {
      event.preventDefault();
      send(button.formAction, new FormData());
    }
  });

  async function attach(file) {
    if (file.size > Number(input.dataset.largest)) {
      say(input.dataset.textLarge);
      return;
    }
    const body = new FormData();
    body.append("attachment", file);
    say("");
    list.setAttribute("aria-busy", "true");
    await send(input.dataset.url, body);
    list.removeAttribute("aria-busy");
  }

  async function send(address, body) {
    try {
      const response = await fetch(address, {
        method: "POST",
        headers: { "X-CSRFToken": form.elements.namedItem("csrf_token").value, "X-Requested-With": "fetch" },
        body,
        credentials: "same-origin",
      });
      const answer = await response.json();
      if (response.ok) {
        list.innerHTML = answer.files;
        input.value = "";
        say("");
      } else {
        say(answer.problems?.[0]?.message ?? answer.error);
      }
    } catch {
      say(input.dataset.textFailed);
    }
  }

  function say(text) {
    error.hidden = !text;
    error.textContent = text;
    input.toggleAttribute("aria-invalid", Boolean(text));
    if (text) {
      input.setAttribute("aria-invalid", "true");
      input.value = "";
    }
  }
}
