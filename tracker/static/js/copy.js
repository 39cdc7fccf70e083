// Buttons that copy a text or the address of the page; they appear only where the browser lets a page copy.

if (navigator.clipboard) {
  start();
  document.addEventListener("portfel:exchanged", start);
}

function start() {
  document.querySelectorAll("[data-copy][hidden], [data-copy-address][hidden]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(textOf(button));
      button.textContent = button.dataset.copied;
    });
  });
}

function textOf(button) {
  return button.dataset.copy ? document.getElementById(button.dataset.copy).textContent : location.href;
}
