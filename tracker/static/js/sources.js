// The card "Where does this figure come from?" on hover and focus of a source mark.

const CARD_ID = "source-card";
const MARGIN = 8;
const LEAVE_MS = 150;

let card = null;
let owner = null;
let leaving = 0;

for (const [event, open] of [["mouseover", true], ["focusin", true], ["mouseout", false], ["focusout", false]]) {
  document.addEventListener(event, (happened) => {
    const mark = happened.target.closest?.("[data-source]");
    if (mark || card?.contains(happened.target)) {
      clearTimeout(leaving);
      if (!open) {
        leaving = setTimeout(close, LEAVE_MS);
      } else if (mark && mark !== owner) {
        show(mark);
      }
    }
  });
}

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") {
    close();
  }
});

function show(mark) {
  close();
  const entry = document.getElementById(mark.dataset.source);
  if (!entry) {
    return;
  }
  const title = document.createElement("strong");
  title.textContent = entry.closest("[data-card-title]")?.dataset.cardTitle ?? "";
  const detail = document.createElement("span");
  detail.className = "source-card-detail";
  detail.textContent = mark.dataset.detail ?? "";
  const text = document.createElement("span");
  text.append(...entry.querySelector("[data-card-text]").cloneNode(true).childNodes);
  // The link to the document is reached through the list: a tooltip cannot be entered from the keyboard.
  text.querySelectorAll("a").forEach((link) => link.remove());
  card = document.createElement("div");
  card.id = CARD_ID;
  card.className = "source-card";
  card.setAttribute("role", "tooltip");
  card.append(title, detail, text);
  document.body.append(card);
  place(mark);
  mark.setAttribute("aria-describedby", CARD_ID);
  owner = mark;
}

function place(mark) {
  const box = mark.getBoundingClientRect();
  const left = Math.min(box.left - MARGIN, document.documentElement.clientWidth - card.offsetWidth - MARGIN);
  const below = box.bottom + MARGIN;
  const fits = below + card.offsetHeight <= innerHeight;
  card.style.left = `${Math.max(MARGIN, left) + scrollX}px`;
  card.style.top = `${(fits ? below : box.top - card.offsetHeight - MARGIN) + scrollY}px`;
}

function close() {
  clearTimeout(leaving);
  owner?.removeAttribute("aria-describedby");
  card?.remove();
  card = owner = null;
}
