// The bar that gathers ticked projects for a comparison; ticks outlive filters, order and pages of the list.

const chosen = new Map();

function say() {
  const bar = document.querySelector("[data-compare-bar]");
  if (!bar) {
    return;
  }
  const boxes = [...document.querySelectorAll("[data-compare]")];
  const shown = new Set(boxes.map((box) => box.value));
  const minimum = Number(bar.dataset.minimum);
  const maximum = Number(bar.dataset.maximum);
  const sentences = [bar.dataset.textChosen.replace("{names}", [...chosen.values()].join(", "))];

  boxes.forEach((box) => {
    box.checked = chosen.has(box.value);
  });
  bar.querySelectorAll("[data-compare-kept]").forEach((field) => field.remove());
  for (const slug of chosen.keys()) {
    if (!shown.has(slug)) {
      bar.append(keptField(slug));
    }
  }
  if (chosen.size < minimum) {
    sentences.push(bar.dataset.textFew);
  }
  if (chosen.size > maximum) {
    sentences.push(bar.dataset.textMany.replace("{maximum}", String(maximum)));
  }
  bar.hidden = chosen.size === 0;
  bar.querySelector("[data-compare-text]").textContent = sentences.join(" ");
  bar.querySelector("[data-compare-reset]").hidden = false;
  bar.querySelector("button[type='submit']").disabled = chosen.size < minimum || chosen.size > maximum;
}

function keptField(slug) {
  const field = document.createElement("input");
  field.type = "hidden";
  field.name = "p";
  field.value = slug;
  field.dataset.compareKept = "";
  return field;
}

function remember(box) {
  if (box.checked) {
    chosen.set(box.value, box.dataset.name);
  } else {
    chosen.delete(box.value);
  }
}

document.addEventListener("change", (event) => {
  if (event.target.matches("[data-compare]")) {
    remember(event.target);
    say();
  }
});
document.addEventListener("click", (event) => {
  if (event.target.matches("[data-compare-reset]")) {
    event.preventDefault();
    const first = document.querySelector("[data-compare]:checked") ?? document.querySelector("[data-compare]");
    chosen.clear();
    say();
    first?.focus();
  }
});
document.addEventListener("portfel:exchanged", say);
document.querySelectorAll("[data-compare]").forEach(remember);
say();
