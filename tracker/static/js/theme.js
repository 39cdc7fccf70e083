// Sets the reader's choice of light or dark before the first paint, so this file is loaded without defer.
"use strict";

{
  const KEY = "portfel-theme";
  const ORDER = ["auto", "light", "dark"];
  const root = document.documentElement;

  // Storage is refused in some private windows; the page then simply follows the system.
  const readChoice = () => {
    try {
      const stored = localStorage.getItem(KEY);
      return ORDER.includes(stored) ? stored : "auto";
    } catch {
      return "auto";
    }
  };

  const keepChoice = (choice) => {
    try {
      localStorage.setItem(KEY, choice);
    } catch {
      // The choice lasts for this page only.
    }
  };

  const apply = (choice) => {
    if (choice === "auto") {
      delete root.dataset.theme;
    } else {
      root.dataset.theme = choice;
    }
  };

  let choice = readChoice();
  apply(choice);

  document.addEventListener("DOMContentLoaded", () => {
    const button = document.querySelector("[data-theme-toggle]");
    if (!button) {
      return;
    }
    const say = () => {
      button.textContent = { auto: button.dataset.textAuto, light: button.dataset.textLight, dark: button.dataset.textDark }[choice];
    };
    button.hidden = false;
    say();
    button.addEventListener("click", () => {
      choice = ORDER[(ORDER.indexOf(choice) + 1) % ORDER.length];
      keepChoice(choice);
      apply(choice);
      say();
      document.dispatchEvent(new CustomEvent("portfel:theme"));
    });
  });
}
