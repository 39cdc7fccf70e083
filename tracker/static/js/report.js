// A report's form that saves itself; without this script its buttons do the same.

import { Fields } from "./report_fields.js";
import { startFiles } from "./report_files.js";
import { Grid } from "./report_grid.js";
import { LocalCopy } from "./report_keeping.js";
import { ReportPage } from "./report_page.js";
import { Saver } from "./report_saving.js";

const form = document.querySelector("[data-report-form]");
const fields = new Fields(form);
const saver = new Saver(fields, new LocalCopy(form.dataset.account, form.dataset.report));
const page = new ReportPage(saver);

page.start();
startTyping();
startLeaving();
startChoices();
startIndicators();
startFiles(form);
const table = form.querySelector("[data-grid]");
if (table) {
  new Grid(table, saver, page.words).start();
}
if (saver.restore()) {
  page.line.textContent = page.line.dataset.textRestored;
}
goToFirstRemark();

function startTyping() {
  form.addEventListener("input", (event) => touch(event.target));
  form.addEventListener("change", (event) => {
    touch(event.target);
    saver.flush();
  });
  form.addEventListener("focusout", () => saver.flush());
  // Enter in a field would send the whole form; here it only saves.
  form.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target.matches("input[data-field]")) {
      event.preventDefault();
      saver.flush();
    }
  });
}

function touch(control) {
  if (control.dataset.field) {
    saver.touch(control.dataset.field);
  }
}

function startLeaving() {
  addEventListener("online", () => saver.retryNow());
  addEventListener("focus", () => saver.isSignedOut && saver.retryNow());
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") {
      saver.send({ isLeaving: true });
    } else if (saver.failures) {
      saver.retryNow();
    }
  });
  let isSubmitting = false;
  form.addEventListener("submit", () => {
    isSubmitting = true;
  });
  addEventListener("pageshow", () => {
    isSubmitting = false;
  });
  // What waits on this computer is not lost by leaving, so there is nothing to warn of.
  addEventListener("beforeunload", (event) => {
    if (!isSubmitting && saver.changed.size && !saver.copy.works) {
      event.preventDefault();
    }
  });
  setInterval(() => saver.failures && !saver.isSending && page.showState(), 1000);
}

function startChoices() {
  for (const box of form.querySelectorAll("[data-day-of]")) {
    const radios = fields.controls(box.dataset.dayOf);
    const name = () => {
      const done = radios.find((radio) => radio.checked)?.value === "achieved";
      box.querySelector("label").textContent = done ? box.dataset.textAchieved : box.dataset.textAhead;
    };
    radios.forEach((radio) => radio.addEventListener("change", name));
    saver.addEventListener("taken", name);
  }
}

function startIndicators() {
  const button = form.querySelector("[data-add-indicator]");
  const template = document.getElementById("indicator-template");
  button?.addEventListener("click", (event) => {
    event.preventDefault();
    const rows = form.querySelector("[data-indicators]");
    const number = rows.children.length + 1;
    const made = document.createElement("template");
    made.innerHTML = template.innerHTML.replace(/indicator([.-])12/g, `indicator$1${number}`).replaceAll(">12<", `>${number}<`);
    const row = made.content.firstElementChild;
    row.dataset.indicator = String(number);
    rows.append(row);
    form.querySelector("[data-no-indicators]")?.remove();
    button.hidden = number >= 12;
    row.querySelector("input[type=text]").focus();
  });
}

function goToFirstRemark() {
  const first = form.ownerDocument.querySelector("[data-open-remark]");
  const target = first && !location.hash && document.getElementById(first.dataset.openRemark);
  if (target) {
    const field = target.matches("fieldset") ? target.querySelector("input:checked") ?? target.querySelector("input") : target;
    fields.focus(field.dataset.field);
  }
}
