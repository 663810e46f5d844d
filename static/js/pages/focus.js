// After a part of the page was swapped: a refusal comes into view, an opened row gets the keyboard.
export function goToWhatMatters(part) {
  const refusal = part.querySelector("[data-refusal]");
  if (refusal) {
    refusal.tabIndex = -1;
    refusal.focus({ preventScroll: true });
    refusal.scrollIntoView({ block: "center" });
    return;
  }
  const field = part.querySelector("tr.opened :is(input, select, textarea):not([type='hidden'])");
  field?.focus();
}
