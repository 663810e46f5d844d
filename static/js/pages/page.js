// What the pages of records add to plain links and forms. All of it works without.
import { addFilters } from "pages/choices";
import { goToWhatMatters } from "pages/focus";

addFilters(document);
document.addEventListener("htmx:afterSettle", (event) => {
  addFilters(document);
  goToWhatMatters(event.detail.elt);
});
document.addEventListener("htmx:historyRestore", () => addFilters(document));

// A filter that asks nothing has no place in the address.
document.addEventListener("htmx:configRequest", (event) => {
  if (!event.detail.elt.matches("[data-live-filters]")) return;
  const asked = event.detail.parameters;
  for (const name of Object.keys(asked)) {
    if (asked[name] === "") delete asked[name];
  }
});
