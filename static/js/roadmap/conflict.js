// Somebody else was first: shows theirs beside mine, and lets the planner decide. Nothing typed is lost.
import { element } from "roadmap/dom";

export function askAboutConflict(words, conflicts) {
  const dialog = element("dialog", "", document.body);
  dialog.setAttribute("aria-labelledby", "conflict-title");
  const title = element("h2", "", dialog);
  title.id = "conflict-title";
  title.textContent = words.say("conflict_title");
  const first = conflicts[0];
  if (first) {
    element("p", "", dialog).textContent = words.say("conflict_who", {
      who: first.by || words.say("somebody"),
      when: new Date(first.at).toLocaleString(document.documentElement.lang),
      revision: first.revision,
    });
  }
  dialog.append(table(words, conflicts));
  const actions = element("div", "actions", dialog);
  const newest = button(actions, "button", words.say("conflict_theirs"));
  const mine = button(actions, "button primary", words.say("conflict_mine"));
  return new Promise((resolve) => {
    const end = (answer) => {
      dialog.remove();
      resolve(answer);
    };
    newest.addEventListener("click", () => end("theirs"));
    mine.addEventListener("click", () => end("mine"));
    dialog.addEventListener("cancel", () => end("theirs"));
    dialog.showModal();
    mine.focus();
  });
}

function table(words, conflicts) {
  const made = element("table", "conflict");
  const head = element("tr", "", element("thead", "", made));
  for (const name of ["conflict_field", "conflict_their_value", "conflict_my_value"]) {
    const cell = element("th", "", head);
    cell.scope = "col";
    cell.textContent = words.say(name);
  }
  const body = element("tbody", "", made);
  for (const each of conflicts) {
    const row = element("tr", "", body);
    const field = element("th", "", row);
    field.scope = "row";
    const name = words.patterns[`field_${each.field}`] ?? each.field;
    field.textContent = `${each.key} ${name}`;
    element("td", "", row).textContent = shown(words, each.theirs);
    element("td", "", row).textContent = shown(words, each.mine);
  }
  return made;
}

function shown(words, value) {
  if (value === null || value === "") return words.say("no_value");
  return words.patterns[`value_${value}`] ?? String(value);
}

function button(parent, className, label) {
  const made = element("button", className, parent);
  made.type = "button";
  made.textContent = label;
  return made;
}
