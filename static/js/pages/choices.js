// A long list of boxes to tick gets a filter above it. Without this the list is whole and scrolls.
const FEW = 10;

export function addFilters(root) {
  for (const list of root.querySelectorAll("[data-choices]:not([data-filtered])")) {
    list.dataset.filtered = "";
    if (list.querySelectorAll("label").length > FEW) list.before(filterOf(list));
  }
}

function filterOf(list) {
  const input = document.createElement("input");
  input.type = "search";
  input.className = "input small choice-filter";
  input.setAttribute("aria-label", list.dataset.filterLabel);
  input.placeholder = list.dataset.filterLabel;
  input.addEventListener("input", () => narrow(list, input.value));
  // Enter looks, it does not send the form; and in Korean it first of all ends a syllable.
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter") event.preventDefault();
  });
  return input;
}

function narrow(list, text) {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  for (const label of list.querySelectorAll("label")) {
    const own = label.textContent.toLowerCase();
    label.hidden = !words.every((word) => own.includes(word));
  }
  for (const group of list.querySelectorAll(".choice-group")) {
    group.hidden = !group.querySelector("label:not([hidden])");
  }
}
