// The bar that gathers ticked projects for a comparison.

const bar = document.querySelector("[data-compare-bar]");

if (bar) {
  const minimum = Number(bar.dataset.minimum);
  const maximum = Number(bar.dataset.maximum);
  const text = bar.querySelector("[data-compare-text]");
  const reset = bar.querySelector("[data-compare-reset]");
  const submit = bar.querySelector("button[type='submit']");
  const ticked = () => [...document.querySelectorAll("[data-compare]:checked")];

  const say = () => {
    const boxes = ticked();
    const sentences = [bar.dataset.textChosen.replace("{names}", boxes.map((box) => box.dataset.name).join(", "))];
    if (boxes.length < minimum) {
      sentences.push(bar.dataset.textFew);
    }
    if (boxes.length > maximum) {
      sentences.push(bar.dataset.textMany.replace("{maximum}", String(maximum)));
    }
    bar.hidden = boxes.length === 0;
    text.textContent = sentences.join(" ");
    submit.disabled = boxes.length < minimum || boxes.length > maximum;
  };

  reset.hidden = false;
  reset.addEventListener("click", (event) => {
    event.preventDefault();
    const boxes = ticked();
    boxes.forEach((box) => {
      box.checked = false;
    });
    say();
    boxes[0]?.focus();
  });
  document.addEventListener("change", (event) => {
    if (event.target.matches("[data-compare]")) {
      say();
    }
  });
  document.addEventListener("portfel:exchanged", say);
  say();
}
