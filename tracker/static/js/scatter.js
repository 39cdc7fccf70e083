// A part of the scatter by hand: a rectangle drawn by pointer or moved by keys chooses the projects of the table.
//
// The address holds the part and the server makes the table. Here only the rectangle is drawn and the address of the
// hidden link put together; filters.js follows links of the class sort-link in place.

const SMALLEST_DRAG = 3;
const STEP = 5;
const KEY_PAUSE_MS = 400;
const MOVES = { ArrowLeft: [-STEP, 0], ArrowRight: [STEP, 0], ArrowUp: [0, STEP], ArrowDown: [0, -STEP] };
const FIRST = { time: [0, 50], money: [0, 50] };

let drag = null;
let chosen = null;
let waiting = 0;
let refocus = false;

function prepare() {
  const plot = document.querySelector("[data-brush]");
  if (!plot) {
    return;
  }
  plot.tabIndex = 0;
  plot.setAttribute("role", "group");
  plot.setAttribute("aria-label", plot.dataset.label);
  plot.setAttribute("aria-describedby", "window-hint");
  document.querySelector("[data-brush-hint]").hidden = false;
  chosen = asked();
  if (refocus) {
    plot.focus({ preventScroll: true });
    refocus = false;
  }
}

// The part that the address asks for; a side that it leaves open is the whole of it.
function asked() {
  const query = new URLSearchParams(location.search);
  const ends = (name, whole) => {
    const found = query.get(name)?.replaceAll(",", ".").match(/[\d.]+/g)?.map(Number);
    return found?.length === 2 ? found : whole;
  };
  const time = ends("czas", null);
  const money = ends("wydatki", null);
  return time || money ? { time: time ?? [0, 100], money: money ?? [0, highest()] } : null;
}

function highest() {
  return Number(document.querySelector("[data-brush-top]").dataset.brushTop);
}

// The style sheet alone decides which of the drawings has room.
function shownPlot() {
  return [...document.querySelectorAll("[data-brush-plot]")].find((plot) => plot.getClientRects().length);
}

function placeOf(event) {
  const plot = shownPlot();
  const [left, top, width, height] = plot.dataset.brushPlot.split(" ").map(Number);
  const box = plot.getBoundingClientRect();
  const scale = plot.viewBox.baseVal.width / box.width;
  const part = (value) => Math.min(Math.max(value, 0), 1);
  return {
    time: Math.round(100 * part(((event.clientX - box.left) * scale - left) / width)),
    money: Math.round(highest() * (1 - part(((event.clientY - box.top) * scale - top) / height))),
  };
}

function between(first, last) {
  const sorted = (name) => [Math.min(first[name], last[name]), Math.max(first[name], last[name])];
  return { time: sorted("time"), money: sorted("money") };
}

function draw(part) {
  document.querySelectorAll("[data-brush-plot]").forEach((plot) => {
    const [left, top, width, height] = plot.dataset.brushPlot.split(" ").map(Number);
    const x = (value) => left + (Math.min(value, 100) / 100) * width;
    const y = (value) => top + (1 - Math.min(value, highest()) / highest()) * height;
    const rect = plot.querySelector("[data-brush-rect]");
    rect.setAttribute("x", part ? x(part.time[0]) : 0);
    rect.setAttribute("y", part ? y(part.money[1]) : 0);
    rect.setAttribute("width", part ? x(part.time[1]) - x(part.time[0]) : 0);
    rect.setAttribute("height", part ? y(part.money[0]) - y(part.money[1]) : 0);
  });
}

function follow(part) {
  clearTimeout(waiting);
  const link = document.querySelector("[data-brush-link]");
  const address = new URL(link.href);
  if (part) {
    address.searchParams.set("czas", part.time.join("-"));
    address.searchParams.set("wydatki", part.money.join("-"));
  }
  link.href = address;
  refocus = document.activeElement?.matches("[data-brush]") ?? false;
  link.click();
}

function moved(part, [right, up], isResized) {
  const shifted = ([low, high], step, most) => {
    if (isResized) {
      return [low, Math.min(Math.max(high + step, low + STEP), most)];
    }
    const by = Math.min(Math.max(step, -low), Math.max(most - high, 0));
    return [low + by, high + by];
  };
  return { time: shifted(part.time, right, 100), money: shifted(part.money, up, highest()) };
}

document.addEventListener("pointerdown", (event) => {
  const plot = event.target.closest?.("[data-brush]");
  if (plot && event.isPrimary && event.button === 0) {
    drag = { from: placeOf(event), x: event.clientX, y: event.clientY };
    plot.setPointerCapture(event.pointerId);
  }
});
document.addEventListener("pointermove", (event) => {
  if (drag) {
    draw(between(drag.from, placeOf(event)));
  }
});
document.addEventListener("pointerup", (event) => {
  if (drag) {
    const { from, x, y } = drag;
    drag = null;
    if (Math.hypot(event.clientX - x, event.clientY - y) < SMALLEST_DRAG) {
      draw(chosen);
    } else {
      chosen = between(from, placeOf(event));
      follow(chosen);
    }
  }
});
document.addEventListener("pointercancel", () => {
  drag = null;
  draw(chosen);
});
document.addEventListener("keydown", (event) => {
  if (!event.target.matches?.("[data-brush]") || event.ctrlKey || event.metaKey || event.altKey) {
    return;
  }
  if (event.key === "Escape") {
    drag = null;
    if (chosen) {
      chosen = null;
      draw(null);
      follow(null);
    }
  } else if (MOVES[event.key]) {
    event.preventDefault();
    chosen = chosen ? moved(chosen, MOVES[event.key], event.shiftKey) : FIRST;
    draw(chosen);
    clearTimeout(waiting);
    waiting = setTimeout(() => follow(chosen), KEY_PAUSE_MS);
  }
});
document.addEventListener("portfel:exchanged", prepare);
prepare();
