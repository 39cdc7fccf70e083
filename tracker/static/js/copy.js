// Buttons that copy a text of the page; they appear only where the browser lets a page copy.

if (navigator.clipboard) {
  document.querySelectorAll("[data-copy]").forEach(start);
}

function start(button) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent);
    button.textContent = button.dataset.copied;
  });
}
