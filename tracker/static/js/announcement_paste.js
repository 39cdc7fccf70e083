// A saved page dropped anywhere on this page goes into the field for files and is sent at once.

const form = document.querySelector("[data-announcement-paste]");
const field = form.querySelector("input[type=file]");

function holdsFiles(event) {
  return [...(event.dataTransfer?.types ?? [])].includes("Files");
}

document.addEventListener("dragover", (event) => {
  if (holdsFiles(event)) {
    event.preventDefault();
    form.classList.add("is-target");
  }
});

document.addEventListener("dragleave", (event) => {
  if (!event.relatedTarget) {
    form.classList.remove("is-target");
  }
});

document.addEventListener("drop", (event) => {
  if (!holdsFiles(event)) {
    return;
  }
  event.preventDefault();
  field.files = event.dataTransfer.files;
  form.requestSubmit();
});

form.dataset.live = "";
