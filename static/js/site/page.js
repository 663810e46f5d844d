// What every page needs from the browser: menus that close, folds, speech for what htmx swapped in.
import { keepDrafts } from "site/drafts";
import { alarm } from "site/speech";

keepDrafts();

document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});

// A button that unfolds what stands after it; the style sheet does the folding.
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-folds]");
  button?.setAttribute("aria-expanded", String(button.getAttribute("aria-expanded") !== "true"));
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || event.isComposing) return;
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});

// A refusal comes as a fragment with its own words; it is swapped in like any answer, and also said.
document.addEventListener("htmx:responseError", (event) => {
  const text = new DOMParser().parseFromString(event.detail.xhr.responseText, "text/html");
  alarm(text.querySelector("[data-refusal]")?.textContent.trim() ?? "");
});
