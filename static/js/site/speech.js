// Says things to people who don't see the page change.

export function say(text) {
  put("live", text);
}

export function alarm(text) {
  put("alert", text);
}

function put(id, text) {
  const region = document.getElementById(id);
  if (!region || !text) return;
  region.textContent = "";
  // Emptied and filled in separate frames, so that the same sentence twice is said twice.
  requestAnimationFrame(() => { region.textContent = text; });
}
