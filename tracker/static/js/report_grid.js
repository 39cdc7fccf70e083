// The grid of amounts: a block copied from a spreadsheet fills it, Enter and the arrows move in it.

// The forms of an amount are those of schemas/amounts.py; a test reads the same table with both.
const CURRENCY = /^(?:zł|zl|pln)\.?\s*(?=[-\d\u2212\u2013])|\s*(?:zł|zl|pln)\.?$/gi;
const NO_GROSZE = /(\d[.,])\s?[-\u2012-\u2015\u2212]{1,2}$/;
const PLAIN = /^-?\d+(?:[.,]\d*)?$/;
const SPACED = /^-?\d{1,3}(?: \d{3})+(?:[.,]\d*)?$/;
const DOTTED = /^-?\d{1,3}(?:\.\d{3})+,\d*$|^-?\d{1,3}(?:\.\d{3}){2,}$/;
const COMMAS = /^-?\d{1,3}(?:,\d{3})+\.\d*$/;
const AMBIGUOUS = /^-?\d{1,3}(?:\.\d{3}|,\d{2}0)$/;
const LONGEST = 60;
const NOTHING = /^[-\u2013\u2212]$/;

export class Grid {
  constructor(table, saver, words) {
    this.table = table;
    this.saver = saver;
    this.words = words;
    this.note = document.querySelector("[data-paste-note]");
    this.before = new Map();
  }

  start() {
    this.table.addEventListener("paste", (event) => this.paste(event));
    this.table.addEventListener("keydown", (event) => this.move(event));
    this.table.addEventListener("focusout", (event) => this.tidy(event.target));
    this.note.querySelector("[data-paste-undo]").addEventListener("click", () => this.undo());
  }

  rows() {
    return [...this.table.tBodies].map((body) => [...body.querySelectorAll("[data-amount]")]);
  }

  place(input) {
    const rows = this.rows();
    const row = rows.findIndex((cells) => cells.includes(input));
    return { rows, row, column: rows[row]?.indexOf(input) ?? -1 };
  }

  paste(event) {
    const text = event.clipboardData?.getData("text/plain") ?? "";
    const lines = text.replace(/(\r\n|\r|\n)+$/, "").split(/\r\n|\r|\n/);
    if (!event.target.matches("[data-amount]") || (lines.length === 1 && !text.includes("\t"))) {
      return;
    }
    event.preventDefault();
    const { rows, row, column } = this.place(event.target);
    const outcome = { filled: [], outside: 0, unread: [] };
    lines.forEach((line, down) => line.split("\t").forEach((cell, right) => {
      this.put(cell.trim(), rows[row + down]?.[column + right], outcome);
    }));
    this.report(outcome);
  }

  put(text, input, outcome) {
    if (!text) {
      return;
    }
    // A spreadsheet shows nothing spent as a dash.
    const amount = NOTHING.test(text) ? 0 : readAmount(text);
    if (!input) {
      outcome.outside += 1;
    } else if (amount === null) {
      outcome.unread.push(text);
    } else {
      outcome.filled.push([input, input.value]);
      input.value = spell(amount);
    }
  }

  report({ filled, outside, unread }) {
    this.before = new Map(filled);
    this.table.querySelectorAll(".cell-filled").forEach((cell) => cell.classList.remove("cell-filled"));
    for (const [input] of filled) {
      input.classList.add("cell-filled");
      this.saver.touch(input.dataset.field);
    }
    this.saver.retryNow();
    const sentences = [this.words.filled.replace("{number}", String(filled.length))];
    if (outside) {
      sentences.push(this.words.outside.replace("{number}", String(outside)));
    }
    if (unread.length) {
      sentences.push(this.words.unread.replace("{texts}", unread.map((text) => `„${text.slice(0, 30)}”`).join(", ")));
    }
    this.say(sentences.join(" "), filled.length > 0);
  }

  say(text, mayUndo) {
    this.note.hidden = false;
    this.note.querySelector("[data-paste-text]").textContent = text;
    this.note.querySelector("[data-paste-undo]").hidden = !mayUndo;
  }

  undo() {
    for (const [input, text] of this.before) {
      input.value = text;
      input.classList.remove("cell-filled");
      this.saver.touch(input.dataset.field);
    }
    this.saver.retryNow();
    const [first] = this.before.keys();
    first?.focus();
    this.before.clear();
    this.say(this.words.undone, false);
  }

  move(event) {
    if (!event.target.matches("[data-amount]") || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) {
      return;
    }
    const { rows, row, column } = this.place(event.target);
    const [down, right] = step(event);
    const next = rows[row + down]?.[column + right];
    if (event.key === "Enter") {
      event.preventDefault();
    }
    if (next && next !== event.target) {
      event.preventDefault();
      next.focus();
      next.select();
    }
  }

  // Amounts stand under each other with the same places once they are typed.
  tidy(input) {
    if (!input.matches?.("[data-amount]")) {
      return;
    }
    const amount = readAmount(input.value.trim());
    if (amount !== null && input.value.trim() && spell(amount) !== input.value) {
      input.value = spell(amount);
      this.saver.touch(input.dataset.field);
    }
  }
}

function step({ key, shiftKey, target }) {
  const steps = { Enter: [shiftKey ? -1 : 1, 0] };
  if (!shiftKey) {
    const atStart = target.selectionStart === 0 && target.selectionEnd === 0;
    const atEnd = target.selectionStart === target.value.length && target.selectionEnd === target.value.length;
    Object.assign(steps, {
      ArrowUp: [-1, 0],
      ArrowDown: [1, 0],
      ArrowLeft: [0, atStart ? -1 : 0],
      ArrowRight: [0, atEnd ? 1 : 0],
    });
  }
  return steps[key] ?? [0, 0];
}

// Whole grosze, because tenths do not add up exactly; null for what the server would ask about.
export function readAmount(text) {
  const spaced = text.trim().replace(CURRENCY, "").replace(/[\s\u00a0\u2007\u2009\u202f']+/g, " ").trim();
  const bare = spaced.replace(NO_GROSZE, "$1").replace(/[\u2212\u2013]/g, "-");
  if (text.length > LONGEST || AMBIGUOUS.test(bare)) {
    return null;
  }
  let plain = null;
  if (PLAIN.test(bare) || SPACED.test(bare)) {
    plain = bare.replaceAll(" ", "").replace(",", ".");
  } else if (DOTTED.test(bare)) {
    plain = bare.replaceAll(".", "").replace(",", ".");
  } else if (COMMAS.test(bare)) {
    plain = bare.replaceAll(",", "");
  }
  const match = plain && /^(-?)0*(\d{1,12})(?:\.(\d{0,2})0*)?$/.exec(plain);
  // Nought added to nought below zero is nought.
  return match ? Number(`${match[1]}${match[2]}${(match[3] ?? "").padEnd(2, "0")}`) + 0 : null;
}

export function spell(grosze) {
  const whole = String(Math.trunc(Math.abs(grosze) / 100)).replace(/\B(?=(\d{3})+$)/g, "\u00a0");
  return `${grosze < 0 ? "-" : ""}${whole},${String(Math.abs(grosze) % 100).padStart(2, "0")}`;
}
