// Milliseconds that have passed, those included in which the device slept: performance.now() stands still then. A clock
// that was set looks like sleep, so that only what a night or a holiday may last is taken for it; and it matters until
// the next answer only.

const NOTICED_MS = 60_000;
const LONGEST_SLEEP_MS = 7 * 24 * 60 * 60_000;

let slept = 0;
let lastDate = Date.now();
let lastCount = performance.now();

export function elapsed() {
  const date = Date.now();
  const count = performance.now();
  const missing = date - lastDate - (count - lastCount);
  if (missing > NOTICED_MS && missing < LONGEST_SLEEP_MS) {
    slept += missing;
  }
  lastDate = date;
  lastCount = count;
  return count + slept;
}
