// Many projects of one file: all ticked or none, one answer to every contradiction, and how many are ticked.

const many = document.querySelector("[data-choose-many]");
const form = many.closest("form");
const told = many.querySelector("[data-choose-told]");
const boxes = [...form.querySelectorAll("input[name=take]")];

const tell = () => {
  const count = boxes.filter((box) => box.checked).length;
  const grouped = count.toLocaleString(document.documentElement.lang, { useGrouping: "always" });
  told.textContent = told.dataset.text.replace("{count}", grouped);
};

const deeds = {
  all: () => boxes.forEach((box) => (box.checked = true)),
  none: () => boxes.forEach((box) => (box.checked = false)),
  present: () => form.querySelectorAll(".import-choice input[value='']").forEach((choice) => (choice.checked = true)),
  new: () => form.querySelectorAll(".import-choice input[value=new]").forEach((choice) => (choice.checked = true)),
};

many.addEventListener("click", (event) => {
  const deed = deeds[event.target.closest("button")?.dataset.choose];
  if (deed) {
    deed();
    tell();
  }
});
form.addEventListener("change", tell);
many.hidden = false;
tell();
