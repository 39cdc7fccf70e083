// Help for forms that work without it: focus on the errors, one half of the source question at a time, one submission.

focusErrors();
document.querySelectorAll("[data-source-fields]").forEach(startSourceChoice);
document.addEventListener("submit", sendOnce);
addEventListener("pageshow", allowSending);

function focusErrors() {
  const summary = document.querySelector("[data-error-summary]");
  if (!summary) {
    return;
  }
  summary.focus();
  summary.addEventListener("click", (event) => {
    const link = event.target.closest("a");
    const target = link && document.getElementById(link.hash.slice(1));
    if (target) {
      event.preventDefault();
      const field = target.matches("fieldset") ? target.querySelector("input") : target;
      field.scrollIntoView({ block: "center" });
      field.focus({ preventScroll: true });
    }
  });
}

function startSourceChoice(fields) {
  const show = () => {
    const chosen = fields.querySelector("input[name='source']:checked")?.value;
    for (const part of fields.querySelectorAll("[data-source-choice]")) {
      part.hidden = Boolean(chosen) && part.dataset.sourceChoice !== chosen;
    }
  };
  fields.addEventListener("change", show);
  show();
}

// A double click would record the same change twice.
function sendOnce(event) {
  const form = event.target;
  if (form.method !== "post" || event.defaultPrevented) {
    return;
  }
  if (form.dataset.sent) {
    event.preventDefault();
  }
  form.dataset.sent = "yes";
}

// Coming back with the browser's button shows the form as it was left.
function allowSending() {
  document.querySelectorAll("form[data-sent]").forEach((form) => delete form.dataset.sent);
}
