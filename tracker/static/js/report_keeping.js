// A copy of what is not saved yet, kept by the browser: it outlives a lost connection, a closed page and an ended session.

export class LocalCopy {
  constructor(account, report) {
    this.key = `portfel-report:${account}:${report}`;
    this.works = true;
  }

  read() {
    try {
      const kept = JSON.parse(localStorage.getItem(this.key));
      return kept && typeof kept === "object" ? kept : {};
    } catch {
      return {};
    }
  }

  // Another page of the same person may keep other fields at the same time, so each change begins with what is there.
  change(edit) {
    try {
      const kept = this.read();
      edit(kept);
      if (Object.keys(kept).length) {
        localStorage.setItem(this.key, JSON.stringify(kept));
      } else {
        localStorage.removeItem(this.key);
      }
      this.works = true;
    } catch {
      this.works = false;
    }
  }

  keep(name, text, seen) {
    this.change((kept) => {
      kept[name] = { text, seen };
    });
  }

  // What was typed after it was sent stays.
  drop(name, text) {
    this.change((kept) => {
      if (kept[name]?.text === text) {
        delete kept[name];
      }
    });
  }
}
