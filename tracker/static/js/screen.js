// Starts a shared screen. Until then, and without any script, the page shows its first slide.

import { listen } from "./screen_keys.js";
import { Player } from "./screen_player.js";
import { stayAwake } from "./screen_waking.js";

function read(id) {
  return JSON.parse(document.getElementById(id).textContent);
}

const facts = read("screen-player");
const player = new Player(document.body, read("screen-document"), facts);
player.start();
listen(player, document.body, document.querySelector("[data-stop]"));
if (!facts.preview) {
  stayAwake();
}
