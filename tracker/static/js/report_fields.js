// The fields of a report's form by their names: what stands in each, and how to put something into it.

export class Fields {
  constructor(form) {
    this.form = form;
  }

  controls(name) {
    return [...this.form.querySelectorAll(`[data-field="${CSS.escape(name)}"]`)];
  }

  names() {
    return new Set([...this.form.querySelectorAll("[data-field]")].map((control) => control.dataset.field));
  }

  text(name) {
    return this.read(name, (control) => control.value, (control) => control.checked);
  }

  // What the page was made with, whatever a browser has put back into its fields since.
  servedText(name) {
    return this.read(name, served, (control) => control.defaultChecked);
  }

  read(name, value, isChecked) {
    const controls = this.controls(name);
    if (!controls.length) {
      return "";
    }
    if (["radio", "checkbox"].includes(controls[0].type)) {
      return controls.find(isChecked)?.value ?? "";
    }
    return value(controls[0]);
  }

  setText(name, text) {
    for (const control of this.controls(name)) {
      if (["radio", "checkbox"].includes(control.type)) {
        control.checked = control.value === text;
      } else {
        control.value = text;
      }
    }
  }

  seenInput(name) {
    return this.form.elements.namedItem(`seen.${name}`);
  }

  seen(name) {
    return this.seenInput(name)?.value ?? "0";
  }

  setSeen(name, token) {
    const input = this.seenInput(name);
    if (input) {
      input.value = token;
    }
  }

  focus(name) {
    const [first] = this.controls(name);
    const control = this.controls(name).find((one) => one.checked) ?? first;
    const box = control?.closest("details");
    if (box) {
      box.open = true;
    }
    control?.scrollIntoView({ block: "center" });
    control?.focus({ preventScroll: true });
  }
}

function served(control) {
  if (control.tagName === "SELECT") {
    return [...control.options].find((option) => option.defaultSelected)?.value ?? "";
  }
  return control.defaultValue;
}
