// A voivodeship under the pointer or the focus lights up in the table and on the map alike.

const PART = "[data-map] [data-voivodeship]";
const MARKED = "is-marked";

function mark(event) {
  const code = event.target.closest?.(PART)?.dataset.voivodeship;
  for (const part of document.querySelectorAll(PART)) {
    const isMarked = part.dataset.voivodeship === code;
    part.classList.toggle(MARKED, isMarked);
    // Its neighbours, drawn later, would cover half of its border.
    if (isMarked && part.matches(".map-outline")) {
      part.parentNode.append(part);
    }
  }
}

document.addEventListener("pointerover", mark);
document.addEventListener("focusin", mark);
