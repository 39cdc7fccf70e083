// The axis of the timeline by hand: dragging over it chooses months, keys follow the links beside it.
//
// Every range has an address that the server made; here only the dragged one is put together. Links of the class
// sort-link are followed in place by filters.js, so that the page stays where it is.

const SMALLEST_DRAG = 0.01;
const STEP_OF_KEY = {
  ArrowLeft: "earlier",
  ArrowRight: "later",
  "+": "closer",
  "=": "closer",
  "-": "wider",
  0: "whole",
};

let drag = null;
let refocus = false;

function prepare() {
  const axis = document.querySelector("[data-timeline-axis]");
  if (!axis) {
    return;
  }
  axis.tabIndex = 0;
  axis.setAttribute("role", "group");
  axis.setAttribute("aria-label", axis.dataset.label);
  axis.setAttribute("aria-describedby", "timeline-hint");
  document.getElementById("timeline-hint").hidden = false;
  if (refocus) {
    axis.focus({ preventScroll: true });
    refocus = false;
  }
}

function follow(link) {
  if (link) {
    refocus = document.activeElement?.matches("[data-timeline-axis]") ?? false;
    link.click();
  }
}

function partOf(axis, event) {
  const box = axis.getBoundingClientRect();
  return Math.min(Math.max((event.clientX - box.left) / box.width, 0), 1);
}

function draw(from, to) {
  const chosen = document.querySelector("[data-timeline-chosen]");
  chosen?.setAttribute("x", `${100 * Math.min(from, to)}%`);
  chosen?.setAttribute("width", `${100 * Math.abs(to - from)}%`);
}

// Months are taken as if equally wide: over a span of years the error is less than a day on the screen.
function monthAt(axis, index) {
  const [year, month] = axis.dataset.first.split("-").map(Number);
  const months = year * 12 + month - 1 + index;
  return `${Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, "0")}`;
}

function choose(axis, from, to) {
  const months = Number(axis.dataset.months);
  const first = Math.min(Math.floor(Math.min(from, to) * months), months - 1);
  const last = Math.max(Math.ceil(Math.max(from, to) * months) - 1, first);
  const link = document.querySelector("[data-timeline-range]");
  const address = new URL(link.href);
  address.searchParams.set("od", monthAt(axis, first));
  address.searchParams.set("do", monthAt(axis, last));
  link.href = address;
  follow(link);
}

function stop() {
  drag = null;
  draw(0, 0);
}

document.addEventListener("pointerdown", (event) => {
  const axis = event.target.closest?.("[data-timeline-axis]");
  if (axis && event.isPrimary && event.button === 0) {
    drag = { axis, from: partOf(axis, event) };
    axis.setPointerCapture(event.pointerId);
  }
});
document.addEventListener("pointermove", (event) => {
  if (drag) {
    draw(drag.from, partOf(drag.axis, event));
  }
});
document.addEventListener("pointerup", (event) => {
  if (drag) {
    const { axis, from } = drag;
    const to = partOf(axis, event);
    stop();
    if (Math.abs(to - from) >= SMALLEST_DRAG) {
      choose(axis, from, to);
    }
  }
});
document.addEventListener("pointercancel", stop);
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && drag) {
    stop();
  }
  const step = STEP_OF_KEY[event.key];
  if (step && event.target.matches?.("[data-timeline-axis]") && !event.ctrlKey && !event.metaKey && !event.altKey) {
    event.preventDefault();
    follow(document.querySelector(`[data-timeline-step="${step}"]`));
  }
});
document.addEventListener("portfel:exchanged", prepare);
prepare();
