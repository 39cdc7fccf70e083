// How many reports of the queue are ticked, said while one ticks. The filters exchange the queue, so nothing is kept.

document.addEventListener("change", (event) => {
  const form = event.target.closest("[data-tick-form]");
  if (!form) {
    return;
  }
  const text = form.querySelector("[data-tick-text]");
  const count = form.querySelectorAll("[data-tick]:checked").length;
  const { textNone, textOne, textMany } = text.dataset;
  text.textContent = count === 0 ? textNone : count === 1 ? textOne : textMany.replace("{count}", count);
});
