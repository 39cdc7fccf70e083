// Help for a review that works without it: the remarks are counted, and what is out of sight is not sent.

const form = document.querySelector("[data-review]");

if (form) {
  form.addEventListener("change", follow);
  addEventListener("pageshow", follow);
  follow();
}

function follow() {
  const rows = [...form.querySelectorAll("[data-review-row]")];
  let wrong = 0;
  for (const row of rows) {
    const isWrong = row.querySelector("[data-fix]").checked;
    wrong += isWrong;
    // The texts stay in their fields, so that a slip of the mouse costs nothing.
    for (const field of row.querySelectorAll("[data-remark] :is(input, select, textarea)")) {
      field.disabled = !isWrong;
    }
    row.classList.toggle("needs-correcting", isWrong);
  }
  say(rows.length - wrong, wrong);
}

function say(fine, wrong) {
  const filled = (text) => text.replace("{fine}", fine).replace("{wrong}", wrong);
  const texts = form.querySelector("[data-count]");
  const back = form.querySelector("[data-return]");
  const accept = form.querySelector("[data-accept]");
  texts.textContent = filled(wordingFor(texts.dataset.textNone, texts.dataset, wrong));
  back.textContent = filled(wordingFor(back.dataset.text, back.dataset, wrong));
  back.classList.toggle("button-outline", wrong === 0);
  accept.classList.toggle("button-outline", wrong > 0);
}

function wordingFor(none, { textOne, textMany }, count) {
  return count === 0 ? none : count === 1 ? textOne : textMany;
}
