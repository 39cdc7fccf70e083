// Keys, which presenters' remote controls send too, and the button for whoever has a mouse.

const ATTENDED_MS = 10_000;
const DEEDS = {
  " ": (player) => player.hold(),
  ArrowRight: (player) => player.step(1),
  PageDown: (player) => player.step(1),
  ArrowLeft: (player) => player.step(-1),
  PageUp: (player) => player.step(-1),
  n: (player) => player.otherPalette(),
  i: (player) => player.toggleInfo(),
  Escape: (player) => player.closeInfo(),
};

let attended = 0;
let pointer = "";

export function listen(player, page, button) {
  button.hidden = false;
  button.addEventListener("click", () => player.hold());
  page.addEventListener("pointermove", (event) => attend(page, event));
  page.addEventListener("pointerdown", (event) => attend(page, event));
  document.addEventListener("keydown", (event) => press(player, button, event));
}

function press(player, button, event) {
  const isCommand = event.ctrlKey || event.metaKey || event.altKey;
  const isForButton = event.target === button && [" ", "Enter"].includes(event.key);
  const deed = deedOf(event.key.length === 1 ? event.key.toLowerCase() : event.key);
  if (deed && !isCommand && !isForButton && !event.repeat) {
    event.preventDefault();
    deed(player);
  }
}

function deedOf(key) {
  return /^[1-6]$/.test(key) ? (player) => player.goTo(Number(key)) : DEEDS[key];
}

// Browsers report a pointer that lies still whenever something moves under it.
function attend(page, { type, screenX, screenY }) {
  const place = `${screenX} ${screenY}`;
  const isMoved = type !== "pointermove" || (pointer !== "" && place !== pointer);
  pointer = place;
  if (isMoved) {
    page.classList.add("is-attended");
    clearTimeout(attended);
    attended = setTimeout(() => page.classList.remove("is-attended"), ATTENDED_MS);
  }
}
