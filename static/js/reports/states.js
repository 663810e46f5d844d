// Says how a report ended, and keeps the reader's place when its card is swapped for a newer one.
import { say } from "site/speech";

const list = document.querySelector("[data-report-list]");
const known = new Map();

for (const card of list.querySelectorAll("[data-state]")) known.set(card.id, card.dataset.state);

let focused = "";

list.addEventListener("htmx:beforeSwap", () => {
  focused = document.activeElement?.closest("[data-state]")?.id ?? "";
});

list.addEventListener("htmx:load", (event) => {
  const card = event.target.closest?.("[data-state]");
  if (!card) return;
  if (known.get(card.id) !== card.dataset.state) say(card.dataset.speech);
  known.set(card.id, card.dataset.state);
  // Its button may be gone now: the card itself takes the focus, so that nobody is thrown to the top.
  if (focused === card.id && !card.contains(document.activeElement)) card.focus();
});
