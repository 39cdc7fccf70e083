// The picture wanders a little every minute, so that no edge of it burns into the glass.

const MINUTE_MS = 60_000;
const STEP = 12;
const PLACES = [[-1, -1], [0, -1], [1, -1], [1, 0], [1, 1], [0, 1], [-1, 1], [-1, 0]];
const STEPS_DOWN = 80;

const stillness = matchMedia("(prefers-reduced-motion: reduce)");

// Puts the stage where it belongs in this minute; a band that is alone goes all the way down and up again.
export function place(page, isAlone) {
  const stage = page.querySelector("[data-stage]");
  const minute = Math.floor(performance.now() / MINUTE_MS);
  const [x, y] = PLACES[minute % PLACES.length];
  const down = isAlone ? STEPS_DOWN - Math.abs((minute % (2 * STEPS_DOWN)) - STEPS_DOWN) : 0;
  stage.style.transform = stillness.matches ? "" : `translate(${pixels(x)}px, ${pixels(y + down)}px)`;
}

function pixels(steps) {
  return Math.round(steps * STEP * Math.min(innerWidth / 1920, innerHeight / 1080));
}
