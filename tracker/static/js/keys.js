// Single keys for people who work with many projects. Off while typing, with modifiers, and for good by a switch.

const OFF_KEY = "portfel-keys-off";
const SECOND_LETTER_MS = 1500;
const TYPING = "textarea, select, [contenteditable], input:not([type='checkbox'], [type='radio'], [type='button'], [type='submit'])";
// A letter that leads to a source is no entry of a list.
const LINK = "a[href]:not(.source-mark, .sort-link)";
const ROWS = "main table:not(.more table) tbody tr, main [data-row]";

const targets = JSON.parse(document.getElementById("key-targets")?.textContent ?? "{}");
let waitingForLetter = 0;
let helpUrl = "";

const DEEDS = {
  "?": showHelp,
  "/": search,
  d: openDay,
  "[": () => step(-1),
  "]": () => step(1),
  t: toggleTable,
  s: showSource,
  j: () => moveRow(1),
  k: () => moveRow(-1),
  x: () => currentRow()?.querySelector("[data-compare]")?.click(),
  c: () => document.querySelector("[data-compare-bar] button[type='submit']:enabled")?.click(),
};

document.addEventListener("keydown", (event) => {
  const isPlain = !event.ctrlKey && !event.altKey && !event.metaKey && !event.defaultPrevented && !event.repeat;
  if (!isPlain || isOff() || event.target.closest(TYPING) || document.querySelector("dialog[open]")) {
    return;
  }
  if (Date.now() - waitingForLetter < SECOND_LETTER_MS) {
    waitingForLetter = 0;
    if (targets[event.key]) {
      event.preventDefault();
      location.assign(targets[event.key]);
    }
    return;
  }
  if (event.key === "g") {
    waitingForLetter = Date.now();
    return;
  }
  const deed = Object.hasOwn(DEEDS, event.key) ? DEEDS[event.key] : null;
  if (deed) {
    event.preventDefault();
    deed();
  }
});
startSwitch(document);
if (location.hash === "#f-szukaj") {
  focusOn(document.getElementById("f-szukaj"));
}

function isOff() {
  try {
    return localStorage.getItem(OFF_KEY) === "yes";
  } catch {
    return false;
  }
}

function focusOn(element) {
  element?.focus();
  element?.select?.();
}

function search() {
  const field = [...document.querySelectorAll("main input[type='search']")].find((one) => one.checkVisibility());
  if (field) {
    focusOn(field);
  } else if (targets["/"]) {
    location.assign(targets["/"]);
  }
}

function openDay() {
  const picker = document.querySelector("[data-as-of-picker]");
  if (picker) {
    picker.open = true;
    focusOn(picker.querySelector("input[name='stan']"));
  }
}

function step(by) {
  const slider = document.querySelector(".as-of-slider");
  if (slider && !slider.hidden) {
    slider.dispatchEvent(new Event("keydown"));
    slider.value = String(Number(slider.value) + by);
    slider.dispatchEvent(new Event("input"));
    slider.dispatchEvent(new Event("change"));
  }
}

function toggleTable() {
  const all = [...document.querySelectorAll("main details.more")];
  const near = all.find((one) => one.contains(document.activeElement)) ?? all.find(isInView) ?? all[0];
  if (near) {
    near.open = !near.open;
    near.querySelector("summary").focus();
    near.scrollIntoView({ block: "nearest" });
  }
}

function isInView(element) {
  const box = element.getBoundingClientRect();
  return box.bottom > 0 && box.top < innerHeight;
}

function showSource() {
  const near = document.activeElement?.closest("tr, section, figure");
  const mark = near?.querySelector("a.source-mark") ?? document.querySelector("main a.source-mark");
  mark?.focus();
  mark?.scrollIntoView({ block: "nearest" });
}

function rows() {
  return [...document.querySelectorAll(ROWS)].filter((row) => row.querySelector(LINK) && row.checkVisibility());
}

function currentRow() {
  return document.activeElement?.closest(ROWS) ?? null;
}

function moveRow(by) {
  const all = rows();
  const here = all.indexOf(currentRow());
  const next = all[here < 0 ? 0 : Math.min(Math.max(here + by, 0), all.length - 1)];
  next?.querySelector(LINK).focus();
  next?.scrollIntoView({ block: "nearest" });
}

async function showHelp() {
  helpUrl ||= document.querySelector("[data-keys-link]")?.href ?? "";
  if (!helpUrl) {
    return;
  }
  try {
    const response = await fetch(helpUrl);
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    openDialog(page.querySelector("[data-keys-help]"));
  } catch {
    location.assign(helpUrl);
  }
}

function openDialog(content) {
  const dialog = document.createElement("dialog");
  const close = document.createElement("button");
  close.type = "button";
  close.className = "button button-outline";
  close.textContent = document.querySelector("[data-keys-link]").dataset.textClose;
  close.addEventListener("click", () => dialog.close());
  dialog.className = "keys-dialog";
  dialog.setAttribute("aria-labelledby", "keys-heading");
  dialog.append(content, close);
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  startSwitch(dialog);
  dialog.showModal();
}

function startSwitch(root) {
  const button = root.querySelector("[data-keys-switch]");
  const state = root.querySelector("[data-keys-state]");
  if (!button) {
    return;
  }
  const say = () => {
    const off = isOff();
    button.hidden = false;
    button.textContent = off ? button.dataset.textOff : button.dataset.textOn;
    state.textContent = off ? state.dataset.textOff : state.dataset.textOn;
  };
  button.addEventListener("click", () => {
    try {
      localStorage.setItem(OFF_KEY, isOff() ? "no" : "yes");
    } catch {
      // Without storage the keys stay as they are.
    }
    say();
  });
  say();
}
