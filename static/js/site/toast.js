// A short sentence at the foot of the window, also spoken. An error stays until it is closed.
import { alarm, say } from "site/speech";

let shown = null;
let timer = 0;

export function toast(text, { error = false, action = null, close = "" } = {}) {
  shown?.remove();
  clearTimeout(timer);
  if (!text) return;
  shown = document.createElement("div");
  shown.className = error ? "toast is-error" : "toast";
  const sentence = document.createElement("span");
  sentence.textContent = text;
  shown.append(sentence);
  if (action) shown.append(button(action.label, () => { shown?.remove(); action.run(); }));
  if (error && close) shown.append(button(close, () => shown?.remove()));
  document.body.append(shown);
  (error ? alarm : say)(text);
  if (!error && !action) timer = setTimeout(() => shown?.remove(), 5000);
}

function button(label, run) {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = label;
  made.addEventListener("click", run);
  return made;
}
