// Shows on a report's form what follows from its fields: messages, notes, sums, conflicts, how far it is saved.

export class ReportPage {
  constructor(saver) {
    this.saver = saver;
    this.fields = saver.fields;
    this.form = saver.form;
    this.line = document.querySelector("[data-save-line]");
    this.words = JSON.parse(document.getElementById("report-texts").textContent);
    this.messages = null;
    this.lastSaved = "";
    this.countdown = 0;
  }

  start() {
    document.querySelectorAll("[data-with-script]").forEach((part) => {
      part.hidden = false;
    });
    this.hideIdleReasons();
    this.saver.addEventListener("state", () => this.showState());
    this.saver.addEventListener("answer", (event) => this.showAnswer(event.detail));
    this.saver.addEventListener("signedout", (event) => this.showSignIn(event.detail));
    this.form.addEventListener("focusout", () => setTimeout(() => this.showMessages(), 0));
  }

  showAnswer({ page, at }) {
    this.lastSaved = at;
    this.messages = page.messages;
    this.explanations = page.explanations;
    for (const [name, text] of Object.entries(page.notes)) {
      write(`[data-note="${CSS.escape(name)}"]`, text);
    }
    for (const [name, text] of Object.entries(page.sums)) {
      write(`[data-sum="${CSS.escape(name)}"]`, text);
    }
    for (const row of this.form.querySelectorAll("[data-part-tick]")) {
      row.hidden = page.changed.includes(row.dataset.partTick) || "always" in row.dataset;
    }
    draw(document.querySelector("[data-left]"), page.left);
    if (page.aside !== null) {
      draw(document.querySelector("[data-aside]"), page.aside);
    }
    this.showMessages();
    this.hideIdleReasons();
    document.querySelector("[data-sign-in-note]").hidden = true;
  }

  // An error waits until its field is left: who is typing knows that the number is not finished.
  showMessages() {
    if (!this.messages) {
      return;
    }
    const typing = document.activeElement?.dataset?.field;
    for (const slot of this.form.querySelectorAll("[data-messages]")) {
      const name = slot.dataset.messages;
      const said = (this.messages[name] ?? []).filter(([kind]) => kind !== "error" || name !== typing);
      this.fill(slot, said);
      const isWrong = said.some(([kind]) => kind === "error");
      for (const control of this.fields.controls(name)) {
        if (control.type !== "radio") {
          control.toggleAttribute("data-doubted", said.some(([kind]) => kind === "warning"));
          control.toggleAttribute("aria-invalid", isWrong);
          if (isWrong) {
            control.setAttribute("aria-invalid", "true");
          }
        }
      }
    }
  }

  // The box of an explanation stays where it is while somebody types in it.
  fill(slot, said) {
    const boxes = new Map([...slot.querySelectorAll(":scope > * > [data-explanation]")].map((box) => [box.dataset.explanation, box.parentElement]));
    const wanted = said.map(([kind, text, explained, id]) => {
      const message = boxes.get(explained) ?? newMessage();
      message.className = `field-message field-message--${kind}`;
      if (message.firstElementChild.textContent !== text) {
        message.firstElementChild.textContent = text;
      }
      if (explained && !boxes.has(explained)) {
        message.append(this.newExplanation(explained, id));
      }
      return message;
    });
    if (wanted.length !== slot.children.length || wanted.some((message, index) => slot.children[index] !== message)) {
      if (slot.contains(document.activeElement) && wanted.some((message) => message.contains(document.activeElement))) {
        [...slot.children].filter((child) => !wanted.includes(child)).forEach((child) => child.remove());
        wanted.filter((message) => !message.isConnected).forEach((message) => slot.append(message));
      } else {
        slot.replaceChildren(...wanted);
      }
    }
    this.openReason(slot);
  }

  newExplanation(name, id) {
    const box = document.getElementById("explanation-template").content.firstElementChild.cloneNode(true);
    const stands = this.explanations?.[name] ?? { text: "", seen: "0" };
    const area = box.querySelector("textarea");
    const messages = box.querySelector(".field-messages");
    box.dataset.explanation = name;
    box.querySelector("label").htmlFor = area.id = id;
    messages.id = `${id}-messages`;
    messages.dataset.messages = name;
    area.setAttribute("aria-describedby", messages.id);
    area.name = area.dataset.field = name;
    area.defaultValue = stands.text;
    Object.assign(box.querySelector("input"), { name: `seen.${name}`, value: stands.seen });
    box.querySelector("[data-conflict-slot]").dataset.conflictSlot = name;
    this.saver.acknowledged.set(name, stands.text);
    return box;
  }

  openReason(slot) {
    const details = slot.closest("[data-reason]");
    if (details && slot.children.length && slot.dataset.messages === details.dataset.reason) {
      details.hidden = false;
      details.open = true;
    }
  }

  // A reason is asked for only where the day moves; until then the way to it would be noise.
  hideIdleReasons() {
    for (const details of this.form.querySelectorAll("[data-reason]")) {
      const says = details.querySelector("input[data-field]").value || details.querySelector("[data-messages] > *, .field-remark, .field-conflict");
      details.hidden = !says && !details.contains(document.activeElement);
    }
  }

  showState() {
    this.showRows();
    this.showConflicts();
    clearTimeout(this.countdown);
    const [kind, text] = this.stateText();
    this.line.dataset.kind = kind;
    if (text && this.line.textContent !== text) {
      this.line.textContent = text;
    }
  }

  stateText() {
    const { saver } = this;
    const words = this.line.dataset;
    if (saver.closedBecause) {
      return ["problem", words.textFailed.replace("{reason}", saver.closedBecause)];
    }
    if (saver.isSignedOut) {
      return ["problem", words.textSignedOut];
    }
    if (saver.failures) {
      return ["problem", words.textOffline.replace("{seconds}", String(Math.max(Math.ceil((saver.nextTry - Date.now()) / 1000), 1)))];
    }
    if (saver.conflicts.size) {
      return ["problem", words.textConflict];
    }
    if (saver.refused.size) {
      return ["problem", words.textFailed.replace("{reason}", [...saver.refused.values()][0])];
    }
    if (saver.changed.size) {
      return ["", saver.copy.works ? words.textWaiting : words.textUnkept];
    }
    return this.lastSaved ? ["saved", words.textSaved.replace("{time}", this.lastSaved)] : ["", ""];
  }

  showRows() {
    const rows = new Map();
    for (const control of this.form.querySelectorAll("[data-field]")) {
      const state = this.fieldState(control.dataset.field);
      control.dataset.save = state;
      const row = control.closest("[data-row]");
      if (row) {
        rows.set(row, [...(rows.get(row) ?? []), [state, control.dataset.field]]);
      }
    }
    for (const [row, states] of rows) {
      const place = row.querySelector("[data-save-state]");
      if (place) {
        const [kind, text] = this.rowText(states);
        place.dataset.kind = kind;
        place.textContent = text;
      }
    }
  }

  fieldState(name) {
    const { saver } = this;
    if (saver.conflicts.has(name)) {
      return "conflict";
    }
    if (saver.refused.has(name) || (saver.closedBecause && saver.changed.has(name))) {
      return "failed";
    }
    if (saver.changed.has(name)) {
      return "waiting";
    }
    return saver.savedAt.has(name) ? "saved" : "";
  }

  rowText(states) {
    const words = this.form.dataset;
    const kinds = new Set(states.map(([state]) => state));
    if (kinds.has("failed") || kinds.has("conflict")) {
      return ["problem", words.textFailed];
    }
    if (kinds.has("waiting")) {
      return this.saver.failures ? ["problem", words.textWaiting] : ["", this.saver.isSending ? words.textSaving : words.textWaiting];
    }
    const times = states.map(([, name]) => this.saver.savedAt.get(name)).filter(Boolean);
    return times.length ? ["saved", words.textSaved.replace("{time}", times.at(-1))] : ["", ""];
  }

  showConflicts() {
    for (const slot of this.form.querySelectorAll("[data-conflict-slot]")) {
      const name = slot.dataset.conflictSlot;
      const theirs = this.saver.conflicts.get(name);
      const shown = slot.querySelector("[data-theirs]");
      if (!theirs) {
        shown?.closest(".field-conflict").remove();
      } else if (shown) {
        slot.querySelector("[data-mine]").textContent = this.readable(name, this.fields.text(name));
      } else {
        slot.replaceChildren(this.newConflict(name, theirs));
      }
    }
  }

  newConflict(name, theirs) {
    const box = document.getElementById("conflict-template").content.firstElementChild.cloneNode(true);
    const [first] = this.fields.controls(name);
    box.setAttribute("aria-label", first.getAttribute("aria-label") ?? first.labels[0]?.textContent ?? "");
    box.querySelector("[data-who]").textContent = [theirs.by, theirs.at].filter(Boolean).join(", ");
    box.querySelector("[data-theirs]").textContent = this.readable(name, theirs.text);
    box.querySelector("[data-mine]").textContent = this.readable(name, this.fields.text(name));
    box.querySelector("[data-keep-mine]").addEventListener("click", () => this.settle(name, () => this.saver.keepMine(name)));
    box.querySelector("[data-take-theirs]").addEventListener("click", () => this.settle(name, () => this.saver.takeTheirs(name)));
    return box;
  }

  settle(name, choose) {
    choose();
    this.fields.focus(name);
  }

  // A choice is shown by its words, not by its value.
  readable(name, text) {
    const controls = this.fields.controls(name);
    const choice = controls.find((control) => control.type === "radio" && control.value === text)
      ?? [...(controls[0]?.options ?? [])].find((option) => option.value === text);
    return (choice?.labels?.[0]?.textContent ?? choice?.textContent ?? text).trim() || this.words.empty;
  }

  showSignIn(address) {
    const note = document.querySelector("[data-sign-in-note]");
    if (address) {
      note.querySelector("[data-sign-in]").href = address;
    }
    note.hidden = false;
  }
}

function newMessage() {
  const message = document.createElement("div");
  message.append(document.createElement("p"));
  return message;
}

function write(selector, text) {
  document.querySelectorAll(selector).forEach((place) => {
    if (place.textContent !== text) {
      place.textContent = text;
    }
  });
}

function draw(place, markup) {
  if (place && !place.contains(document.activeElement)) {
    place.innerHTML = markup;
  }
}
