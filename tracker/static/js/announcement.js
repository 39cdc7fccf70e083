// Ties the draft to the text: who points at a row sees its passage, and keys go from row to row.

const form = document.querySelector("[data-announcement]");
const rows = [...form.querySelectorAll("[data-row]")];

function passagesOf(row) {
  return form.querySelectorAll(`[data-for~="${CSS.escape(row.dataset.row)}"]`);
}

function meet(row) {
  for (const passage of form.querySelectorAll(".is-met")) {
    passage.classList.remove("is-met");
  }
  const passages = passagesOf(row);
  for (const passage of passages) {
    passage.classList.add("is-met");
  }
  passages[0]?.scrollIntoView({ block: "nearest" });
}

for (const row of rows) {
  row.addEventListener("focusin", () => meet(row));
  row.addEventListener("pointerenter", () => meet(row));
}

for (const passage of form.querySelectorAll("[data-for]")) {
  passage.addEventListener("click", () => {
    const row = rows.find((one) => passage.dataset.for.split(" ").includes(one.dataset.row));
    row?.querySelector("input[type=checkbox]").focus();
  });
}

// Another project is compared at once.
for (const choice of form.querySelectorAll('input[name="slug"][type="radio"]')) {
  choice.addEventListener("change", () => form.requestSubmit(form.querySelector("[data-compare]")));
}
form.querySelector("[data-compare]")?.setAttribute("hidden", "");

// On a tick box: Enter accepts, x rejects, n goes on to the next one.
form.addEventListener("keydown", (event) => {
  const tick = event.target.closest(".announcement-take input");
  if (!tick || event.ctrlKey || event.metaKey || event.altKey || !["Enter", "x", "n"].includes(event.key)) {
    return;
  }
  event.preventDefault();
  if (event.key !== "n") {
    tick.checked = event.key === "Enter";
  }
  const place = rows.indexOf(tick.closest("[data-row]"));
  rows[(place + 1) % rows.length].querySelector(".announcement-take input").focus();
});

// Somebody may have begun before this came.
const begun = document.activeElement?.closest("[data-row]");
if (begun) {
  meet(begun);
}
form.dataset.live = "";
