// What is typed into a form of a record outlives a reload: kept in this browser by person, plan and
// place, put back with a note, let go when it is saved, discarded, or the person signs out.
const PREFIX = "draft:";
const { person = "" } = document.body.dataset;
const LEFT_OUT = ["csrfmiddlewaretoken", "on_revision", "next"];

export function keepDrafts() {
  forgetSaved();
  for (const form of document.querySelectorAll("form.record-form")) followForm(form);
  document.addEventListener("focusin", ({ target }) => {
    if (target.matches("[data-draft]")) followField(target);
  });
  for (const field of document.querySelectorAll("[data-draft]")) followField(field);
  // What was sent and taken is let go before its empty field comes back.
  document.addEventListener("htmx:beforeSwap", ({ detail }) => {
    const field = detail.requestConfig?.elt.querySelector?.("[data-draft]");
    if (field && detail.xhr.status < 300) store(nameOf(field), null);
  });
  document.addEventListener("htmx:afterSwap", () => {
    for (const field of document.querySelectorAll("[data-draft]")) followField(field);
  });
  // One's own words stay with nobody who signs in here next.
  document.querySelector("form[data-sign-out]")?.addEventListener("submit", () => forget((key) => key.startsWith(PREFIX)));
}

function followForm(form) {
  const name = `${PREFIX}${person}:${location.pathname}`;
  const first = valuesOf(form);
  const kept = load(name);
  // After a refusal the server gives back what was typed, which is newer than any draft.
  const isRefused = form.querySelector("[data-refusal]");
  if (kept && !isRefused && JSON.stringify(kept) !== JSON.stringify(first)) {
    fill(form, kept);
    form.prepend(note(() => {
      fill(form, first);
      store(name, null);
    }));
  }
  const keep = () => {
    const now = valuesOf(form);
    store(name, JSON.stringify(now) === JSON.stringify(first) ? null : now);
  };
  form.addEventListener("input", keep);
  form.addEventListener("change", keep);
  form.addEventListener("submit", () => sessionStorage.setItem("draft-sent", JSON.stringify([name, location.pathname])));
}

// A draft that was sent is let go once the next page is another one: then it has been saved.
function forgetSaved() {
  const sent = JSON.parse(sessionStorage.getItem("draft-sent") ?? "null");
  sessionStorage.removeItem("draft-sent");
  if (sent && sent[1] !== location.pathname) store(sent[0], null);
}

function followField(field) {
  if (field.dataset.followed) return;
  field.dataset.followed = "1";
  const name = nameOf(field);
  const kept = load(name);
  if (kept && !field.value) {
    field.value = kept;
    field.closest("details")?.setAttribute("open", "");
    field.before(note(() => {
      field.value = "";
      store(name, null);
    }));
  }
  field.addEventListener("input", () => store(name, field.value || null));
}

function nameOf(field) {
  const plan = location.pathname.match(/^\/plans\/\d+/)?.[0] ?? "";
  return `${PREFIX}${person}:${plan}:${field.dataset.draft}`;
}

function valuesOf(form) {
  return [...new FormData(form)].filter(([key, value]) => !LEFT_OUT.includes(key) && typeof value === "string");
}

function fill(form, values) {
  const by = new Map();
  for (const [key, value] of values) by.set(key, [...(by.get(key) ?? []), value]);
  for (const field of form.elements) {
    if (!field.name || LEFT_OUT.includes(field.name) || ["file", "submit", "button"].includes(field.type)) continue;
    const wanted = by.get(field.name) ?? [];
    if (["checkbox", "radio"].includes(field.type)) field.checked = wanted.includes(field.value);
    else if (field.multiple) for (const option of field.options) option.selected = wanted.includes(option.value);
    else field.value = wanted.shift() ?? "";
  }
}

function note(discard) {
  const words = document.getElementById("draft-words").dataset;
  const box = document.createElement("p");
  box.className = "note draft-note";
  box.setAttribute("role", "status");
  const text = document.createElement("span");
  text.textContent = words.restored;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button small";
  button.textContent = words.discard;
  button.addEventListener("click", () => {
    discard();
    box.remove();
  });
  box.append(text, button);
  return box;
}

function load(name) {
  try {
    return JSON.parse(localStorage.getItem(name) ?? "null");
  } catch {
    return null;
  }
}

// A full or forbidden store must not get in the way of typing.
function store(name, value) {
  try {
    if (value === null) localStorage.removeItem(name);
    else localStorage.setItem(name, JSON.stringify(value));
  } catch {
    return;
  }
}

function forget(test) {
  for (const key of Object.keys(localStorage)) {
    if (test(key)) localStorage.removeItem(key);
  }
}
