// What talk adds to a page of a plan: names to mention, who else is here, drafts that survive.
import { completeMentions } from "talk/mentions";
import { followPresence } from "talk/presence";

document.addEventListener("focusin", (event) => {
  if (event.target.matches("textarea[data-mentions]")) completeMentions(event.target);
});
const place = document.querySelector("[data-present]");
if (place) followPresence(place);
