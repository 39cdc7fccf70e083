// The official list takes long to send and to read: this shows how far both are. Without it the form does the same
// and the page only comes later.

const form = document.querySelector("[data-list-form]");
const input = form.elements.namedItem("file");
const problems = form.querySelector("[data-list-problems]");
const progress = form.querySelector("[data-list-progress]");
const bar = progress.querySelector("progress");
const text = progress.querySelector("[data-list-progress-text]");
const stage = form.querySelector("[data-list-stage]");
const button = form.querySelector("button[type=submit]");
let isAnswered = false;

form.addEventListener("submit", (event) => {
  if (!input.files.length) {
    return;
  }
  event.preventDefault();
  if (input.files[0].size > Number(form.dataset.largest)) {
    refuse([form.dataset.textLarge]);
    return;
  }
  send();
});

function send() {
  const request = new XMLHttpRequest();
  let read = 0;
  show(0, form.dataset.textSending.replace("{percent}", "0"));
  request.upload.addEventListener("progress", (event) => {
    if (event.lengthComputable) {
      const part = event.loaded / event.total;
      show(part, part < 1 ? form.dataset.textSending.replace("{percent}", Math.floor(part * 100)) : form.dataset.textWaiting);
    }
  });
  request.addEventListener("progress", () => {
    read = follow(request.responseText, read);
  });
  request.addEventListener("load", () => {
    read = follow(request.responseText, read);
    if (!isAnswered) {
      refuse([form.dataset.textFailed]);
    }
  });
  request.addEventListener("error", () => refuse([form.dataset.textFailed]));
  request.open("POST", form.action);
  request.setRequestHeader("X-Requested-With", "XMLHttpRequest");
  request.setRequestHeader("X-CSRFToken", form.elements.namedItem("csrf_token").value);
  isAnswered = false;
  request.send(new FormData(form));
}

// Takes the whole lines that have come since, and says up to where the answer has been read.
function follow(answer, from) {
  const end = answer.lastIndexOf("\n") + 1;
  for (const line of answer.slice(from, Math.max(end, from)).split("\n").filter(Boolean)) {
    take(line);
  }
  return Math.max(end, from);
}

function take(line) {
  let told;
  try {
    told = JSON.parse(line);
  } catch {
    return;
  }
  if (told.url) {
    isAnswered = true;
    window.location.assign(told.url);
  } else if (told.problems || told.error) {
    isAnswered = true;
    refuse(told.problems?.map((problem) => problem.message ?? problem) ?? [told.error]);
  } else {
    show(told.done, told.text);
  }
}

function show(part, sentence) {
  problems.hidden = true;
  input.removeAttribute("aria-invalid");
  progress.hidden = false;
  button.disabled = true;
  bar.value = part;
  text.textContent = sentence;
  // Who listens is told of each stage once, not of every thousand rows.
  if (withoutFigures(stage.textContent) !== withoutFigures(sentence)) {
    stage.textContent = sentence;
  }
}

function withoutFigures(sentence) {
  return sentence.replace(/[\d\s]+/g, "");
}

function refuse(sentences) {
  progress.hidden = true;
  button.disabled = false;
  problems.replaceChildren(
    ...sentences.map((sentence) => {
      const paragraph = document.createElement("p");
      paragraph.textContent = sentence;
      return paragraph;
    }),
  );
  problems.hidden = false;
  input.setAttribute("aria-invalid", "true");
  input.setAttribute("aria-describedby", "field-file-hint field-file-error");
  input.focus();
}

// A page that the browser kept and shows again is ready for another try.
window.addEventListener("pageshow", () => {
  progress.hidden = true;
  button.disabled = false;
});
