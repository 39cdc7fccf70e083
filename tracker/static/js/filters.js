// Filters and sorting without leaving the page: the same address is fetched and what depends on it is exchanged.
//
// The form carries data-live-form and stands directly in main. Everything around it is exchanged; inside it the fields
// stay, so that typing goes on. Without script they are an ordinary form and ordinary links.

const TYPING_PAUSE_MS = 300;
const KEPT = ".field, .filters-selects";
const OUTSIDE = ["[data-as-of]", ".language-switch"];

const form = document.querySelector("main > [data-live-form]");
const announcer = document.createElement("p");
let typing = 0;
let request = null;

if (form) {
  announcer.className = "visually-hidden";
  announcer.setAttribute("role", "status");
  document.body.append(announcer);
  form.addEventListener("change", (event) => {
    if (event.target.matches("select")) {
      load(addressOfForm());
    }
  });
  form.addEventListener("input", (event) => {
    if (event.target.matches("input[type='search']")) {
      clearTimeout(typing);
      typing = setTimeout(() => load(addressOfForm()), TYPING_PAUSE_MS);
    }
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(typing);
    load(addressOfForm());
  });
  document.addEventListener("click", sortInPlace);
}

function addressOfForm() {
  const query = new URLSearchParams();
  for (const [name, value] of new FormData(form)) {
    if (value) {
      query.append(name, value);
    }
  }
  const address = new URL(form.action, location.href);
  address.search = query;
  return address;
}

function sortInPlace(event) {
  const link = event.target.closest("a.sort-link");
  if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey) {
    return;
  }
  event.preventDefault();
  load(new URL(link.href));
}

async function load(address) {
  request?.abort();
  request = new AbortController();
  try {
    const response = await fetch(address, { signal: request.signal });
    if (!response.ok) {
      throw new Error(String(response.status));
    }
    exchange(new DOMParser().parseFromString(await response.text(), "text/html"));
    history.replaceState(null, "", address);
    document.dispatchEvent(new CustomEvent("portfel:exchanged"));
  } catch (error) {
    // The server's or the browser's own page says more about what went wrong.
    if (error.name !== "AbortError") {
      location.assign(address);
    }
  }
}

function exchange(page) {
  const fresh = page.querySelector("main > [data-live-form]");
  if (!fresh) {
    throw new Error("no filters");
  }
  const focused = describeFocus();
  exchangeAround(form, fresh);
  form.querySelectorAll(`:scope > :not(${KEPT})`).forEach((part) => part.remove());
  form.append(...fresh.querySelectorAll(`:scope > :not(${KEPT})`));
  for (const selector of OUTSIDE) {
    const part = page.querySelector(selector);
    if (part) {
      document.querySelector(selector)?.replaceWith(part);
    }
  }
  document.title = page.title;
  announcer.textContent = form.querySelector("[role='status']")?.textContent.trim() ?? "";
  focused?.();
}

function exchangeAround(kept, fresh) {
  while (kept.previousSibling) {
    kept.previousSibling.remove();
  }
  while (kept.nextSibling) {
    kept.nextSibling.remove();
  }
  const siblings = [...fresh.parentElement.childNodes];
  const place = siblings.indexOf(fresh);
  kept.before(...siblings.slice(0, place));
  kept.after(...siblings.slice(place + 1));
}

// A heading or button that had the focus gives it to the one that takes its place.
function describeFocus() {
  const active = document.activeElement;
  for (const selector of ["a.sort-link", "form[data-live-form] button"]) {
    const place = [...document.querySelectorAll(selector)].indexOf(active);
    if (place >= 0) {
      return () => document.querySelectorAll(selector)[place]?.focus({ preventScroll: true });
    }
  }
  return null;
}
