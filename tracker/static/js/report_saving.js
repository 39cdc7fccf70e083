// Saves the fields of a report while they are typed: soon after the last key, again and again while nothing answers.

const QUIET_MS = 700;
const FIRST_WAIT_S = 2;
const LONGEST_WAIT_S = 60;
const SIGN_IN_WAIT_S = 5;

export class Saver extends EventTarget {
  constructor(fields, copy) {
    super();
    this.fields = fields;
    this.copy = copy;
    this.form = fields.form;
    this.acknowledged = new Map();
    this.changed = new Set();
    this.refused = new Map();
    this.conflicts = new Map();
    this.savedAt = new Map();
    this.timer = 0;
    this.isSending = false;
    this.failures = 0;
    this.nextTry = 0;
    this.isSignedOut = false;
    this.closedBecause = "";
  }

  isSettled() {
    return !this.changed.size && !this.conflicts.size && !this.refused.size;
  }

  acknowledgedText(name) {
    if (!this.acknowledged.has(name)) {
      this.acknowledged.set(name, this.fields.servedText(name));
    }
    return this.acknowledged.get(name);
  }

  // Puts back what was typed last time and never saved; where the server has something newer both are shown.
  restore() {
    let restored = 0;
    for (const [name, kept] of Object.entries(this.copy.read())) {
      if (!this.fields.controls(name).length) {
        continue;
      }
      const served = this.acknowledgedText(name);
      if (kept.text === served) {
        this.copy.drop(name, kept.text);
      } else if (kept.seen === this.fields.seen(name)) {
        this.fields.setText(name, kept.text);
        this.changed.add(name);
        restored += 1;
      } else {
        this.fields.setText(name, kept.text);
        this.conflicts.set(name, { text: served, by: "", at: "", seen: this.fields.seen(name) });
      }
    }
    for (const name of this.fields.names()) {
      if (this.fields.text(name) !== this.acknowledgedText(name) && !this.conflicts.has(name)) {
        this.touch(name);
      }
    }
    if (restored) {
      this.sendSoon(0);
    }
    this.tell();
    return restored;
  }

  touch(name) {
    if (this.conflicts.has(name)) {
      this.copy.keep(name, this.fields.text(name), this.conflicts.get(name).seen);
      return;
    }
    this.refused.delete(name);
    if (this.fields.text(name) === this.acknowledgedText(name) && !this.isSending) {
      this.changed.delete(name);
      this.copy.drop(name, this.copy.read()[name]?.text);
    } else {
      this.changed.add(name);
      this.copy.keep(name, this.fields.text(name), this.fields.seen(name));
    }
    this.tell();
    this.sendSoon(QUIET_MS);
  }

  flush() {
    if (this.changed.size && !this.failures) {
      this.sendSoon(0);
    }
  }

  retryNow() {
    if (this.changed.size) {
      this.sendSoon(0);
    }
  }

  sendSoon(delay) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.send(), this.failures && delay ? Math.max(delay, this.nextTry - Date.now()) : delay);
  }

  async send({ isLeaving = false } = {}) {
    if (this.isSending || this.closedBecause || !this.changed.size) {
      return;
    }
    this.isSending = true;
    const sent = new Map([...this.changed].map((name) => [name, this.fields.text(name)]));
    this.tell();
    try {
      await this.receive(await this.post(sent, isLeaving), sent);
    } catch {
      this.wait();
    }
    this.isSending = false;
    this.tell();
    if (this.changed.size && !this.failures) {
      this.sendSoon(QUIET_MS);
    }
  }

  async post(sent, isLeaving) {
    const fields = Object.fromEntries([...sent].map(([name, text]) => [name, { text, seen: this.fields.seen(name) }]));
    const request = () => fetch(this.form.dataset.saveUrl, {
      method: "POST",
      headers: {
        "Content-Type": "application/json",
        "X-CSRFToken": this.form.elements.namedItem("csrf_token").value,
        "X-Requested-With": "fetch",
      },
      body: JSON.stringify({ fields, account: Number(this.form.dataset.account) }),
      credentials: "same-origin",
      keepalive: isLeaving,
    });
    const response = await request();
    return response.status === 400 && (await this.renewToken()) ? request() : response;
  }

  // The browser may have forgotten its session; the page then gets the token of the new one.
  async renewToken() {
    const response = await fetch(location.pathname, { credentials: "same-origin" });
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const token = page.querySelector("input[name=csrf_token]")?.value;
    const input = this.form.elements.namedItem("csrf_token");
    if (!response.ok || !token || token === input.value) {
      return false;
    }
    input.value = token;
    return true;
  }

  async receive(response, sent) {
    if (response.status === 401) {
      this.isSignedOut = true;
      const answer = await response.json();
      this.dispatchEvent(new CustomEvent("signedout", { detail: answer.sign_in }));
      this.wait(SIGN_IN_WAIT_S);
      return;
    }
    // 409: the report changed while this was on its way; the next try says how.
    if (response.status >= 500 || [409, 429].includes(response.status)) {
      this.wait();
      return;
    }
    const answer = await response.json();
    this.isSignedOut = false;
    this.failures = 0;
    if (response.ok) {
      this.accept(answer, sent);
    } else if (response.status === 422) {
      this.refuse(answer, sent);
    } else {
      this.closedBecause = answer.error;
    }
  }

  accept(answer, sent) {
    for (const [name, saved] of Object.entries(answer.saved)) {
      const text = sent.get(name);
      this.acknowledged.set(name, text);
      this.fields.setSeen(name, saved.seen);
      this.savedAt.set(name, answer.at);
      this.copy.drop(name, text);
      if (this.fields.text(name) === text) {
        this.changed.delete(name);
      } else {
        this.copy.keep(name, this.fields.text(name), saved.seen);
      }
    }
    for (const [name, theirs] of Object.entries(answer.conflicts)) {
      this.changed.delete(name);
      this.conflicts.set(name, theirs);
    }
    this.dispatchEvent(new CustomEvent("answer", { detail: answer }));
  }

  refuse(answer, sent) {
    const problems = answer.problems ?? [];
    for (const name of sent.keys()) {
      const problem = problems.find((one) => one.where === name);
      if (problem || !problems.some((one) => sent.has(one.where))) {
        this.changed.delete(name);
        this.refused.set(name, problem?.message ?? answer.error);
      }
    }
  }

  wait(seconds) {
    this.failures += 1;
    const pause = seconds ?? Math.min(FIRST_WAIT_S * 2 ** (this.failures - 1), LONGEST_WAIT_S);
    this.nextTry = Date.now() + pause * 1000;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.send(), pause * 1000);
  }

  keepMine(name) {
    this.fields.setSeen(name, this.conflicts.get(name).seen);
    this.acknowledged.set(name, this.conflicts.get(name).text);
    this.conflicts.delete(name);
    this.touch(name);
    this.retryNow();
  }

  takeTheirs(name) {
    const theirs = this.conflicts.get(name);
    const mine = this.fields.text(name);
    this.fields.setSeen(name, theirs.seen);
    this.fields.setText(name, theirs.text);
    this.acknowledged.set(name, theirs.text);
    this.conflicts.delete(name);
    this.copy.drop(name, mine);
    this.tell();
    this.dispatchEvent(new CustomEvent("taken", { detail: name }));
  }

  tell() {
    this.dispatchEvent(new Event("state"));
  }
}
