// Help on pages of editing that work without it: one half of a choice at a time, sums while amounts are typed.

document.querySelectorAll("[data-choice-fields]").forEach(startChoice);
document.querySelectorAll("[data-plan-table]").forEach(startSums);

function startChoice(fields) {
  const show = () => {
    const chosen = fields.querySelector("input[type='radio']:checked")?.value;
    for (const part of fields.querySelectorAll("[data-choice]")) {
      part.hidden = Boolean(chosen) && part.dataset.choice !== chosen;
    }
  };
  fields.addEventListener("change", show);
  show();
}

function startSums(table) {
  const format = new Intl.NumberFormat(document.documentElement.lang, {
    minimumFractionDigits: 2,
    useGrouping: "always",
  });
  const sums = table.closest("section").querySelector("[data-plan-sums]");
  table.addEventListener("input", () => {
    const inputs = [...table.querySelectorAll("input[data-task]")];
    for (const row of table.tBodies[0].rows) {
      write(row.querySelector("[data-month-total]"), sum([...row.querySelectorAll("input[data-task]")]));
    }
    for (const cell of table.querySelectorAll("[data-task-total]")) {
      write(cell, sum(inputs.filter((input) => input.dataset.task === cell.dataset.taskTotal)));
    }
    const all = sum(inputs);
    write(table.querySelector("[data-total]"), all);
    write(sums.querySelector("[data-sum-total]"), all, " zł");
    if (table.dataset.value) {
      write(sums.querySelector("[data-sum-difference]"), all - Math.round(Number(table.dataset.value) * 100), " zł");
    }
  });

  function write(cell, grosze, unit = "") {
    cell.textContent = Number.isNaN(grosze) ? "–" : format.format(grosze / 100).replace("-", "\u2212") + unit;
  }
}

// Whole grosze, because tenths do not add up exactly; NaN where the server would ask.
function sum(inputs) {
  return inputs.reduce((total, input) => total + grosze(input.value), 0);
}

function grosze(text) {
  const bare = text.replace(/(zł|pln)\s*$/i, "").replace(/[\s\u00a0\u202f]/g, "");
  if (bare === "") {
    return 0;
  }
  const plain = /^\d{1,3}(\.\d{3})+,\d*$/.test(bare) ? bare.replaceAll(".", "") : bare;
  const match = /^(\d+)(?:[.,](\d{0,2}))?$/.exec(plain);
  return match ? Number(match[1]) * 100 + Number((match[2] ?? "").padEnd(2, "0")) : NaN;
}
