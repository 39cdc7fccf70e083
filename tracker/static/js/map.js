// A voivodeship under the pointer or the focus lights up in the table and on the map alike.

const PART = "[data-map] [data-voivodeship]";
const MARKED = "is-marked";

function mark(event) {
  const code = event.target.closest?.(PART)?.dataset.voivodeship;
  for (const part of document.querySelectorAll(PART)) {
    part.classList.toggle(MARKED, part.dataset.voivodeship === code);
  }
}

document.addEventListener("pointerover", mark);
document.addEventListener("focusin", mark);
