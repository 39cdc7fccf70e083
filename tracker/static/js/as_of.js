// Time travel: the slider under the as-of strip, and the panel behind its date.

const RETURN_KEY = "portfel-as-of-return";
const KEY_PAUSE_MS = 700;

start();
returnToPlace();
document.addEventListener("portfel:exchanged", start);
document.addEventListener("keydown", closePanelOnEscape);
document.addEventListener("click", closePanelOutside);

function start() {
  const strip = document.querySelector("[data-as-of]");
  const slider = strip?.querySelector(".as-of-slider");
  if (slider) {
    startSlider(strip, slider);
  }
}

function closePanelOnEscape(event) {
  const picker = document.querySelector("[data-as-of-picker][open]");
  if (event.key === "Escape" && picker) {
    picker.open = false;
    picker.querySelector("summary").focus();
  }
}

function closePanelOutside(event) {
  const picker = document.querySelector("[data-as-of-picker][open]");
  if (picker && !picker.contains(event.target)) {
    picker.open = false;
  }
}

function startSlider(strip, slider) {
  const days = slider.dataset.days.split(" ");
  const shown = strip.querySelector("[data-as-of-text]");
  const note = strip.querySelector("[data-as-of-note]");
  const startIndex = slider.value;
  const startText = shown.textContent;
  const startNote = note.textContent;
  const words = new Intl.DateTimeFormat(document.documentElement.lang, { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
  const weekday = new Intl.DateTimeFormat(document.documentElement.lang, { weekday: "long", timeZone: "UTC" });
  let timer = 0;
  let byKey = false;

  slider.parentElement.style.setProperty("--months", String(days.length));
  slider.hidden = false;

  slider.addEventListener("keydown", () => {
    byKey = true;
  });
  slider.addEventListener("pointerdown", () => {
    byKey = false;
  });

  slider.addEventListener("input", () => {
    const day = new Date(`${days[slider.value]}T00:00:00Z`);
    const home = slider.value === startIndex;
    shown.textContent = home ? startText : words.format(day);
    note.textContent = home ? startNote : weekday.format(day);
    slider.setAttribute("aria-valuetext", shown.textContent);
  });

  // A pointer says by letting go that it has arrived; keys step, so the page waits for a pause between steps.
  slider.addEventListener("change", () => {
    clearTimeout(timer);
    if (slider.value !== startIndex) {
      timer = setTimeout(() => travel(strip, days[slider.value]), byKey ? KEY_PAUSE_MS : 0);
    }
  });
}

function travel(strip, day) {
  const form = strip.querySelector(".as-of-panel form");
  const query = new URLSearchParams(new FormData(form));
  query.set("stan", day);
  // A meeting's day carries its knowledge along; without it the address says nothing of knowledge.
  if ("atMeeting" in strip.dataset) {
    query.set("wiedza", day);
  } else if (!query.get("wiedza")) {
    query.delete("wiedza");
  }
  const target = new URL(form.action, location.href);
  target.search = query;
  keepPlace(target);
  location.assign(target);
}

// The reader compares two days of the same place, so the page comes back scrolled and focused as it was.
function keepPlace(target) {
  try {
    sessionStorage.setItem(RETURN_KEY, JSON.stringify({ path: target.pathname + target.search, top: scrollY }));
  } catch {
    // Without storage the page opens at its top.
  }
}

function returnToPlace() {
  let kept = null;
  try {
    kept = JSON.parse(sessionStorage.getItem(RETURN_KEY));
    sessionStorage.removeItem(RETURN_KEY);
  } catch {
    return;
  }
  if (kept && kept.path === location.pathname + location.search) {
    scrollTo({ top: kept.top, behavior: "instant" });
    document.querySelector(".as-of-slider")?.focus({ preventScroll: true });
  }
}
