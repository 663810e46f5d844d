// What the pages of records add to plain links and forms. All of it works without.
import { addFilters } from "pages/choices";

addFilters(document);
document.addEventListener("htmx:afterSwap", () => addFilters(document));
document.addEventListener("htmx:historyRestore", () => addFilters(document));
