// The print buttons, shown only where a script can print.

show();
document.addEventListener("portfel:exchanged", show);
document.addEventListener("click", (event) => {
  if (event.target.closest("[data-print]")) {
    print();
  }
});

function show() {
  document.querySelectorAll("[data-print]").forEach((button) => {
    button.hidden = false;
  });
}
