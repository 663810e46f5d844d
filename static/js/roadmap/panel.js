// The panel: fetched as a fragment, its forms sent as changes. Without scripts the same forms post.
import { changesOfLink, startChange } from "roadmap/edits";
import { findGains } from "roadmap/gain";
import { addMonths, dayOf, iso, monthsBetween, parts, yearMonth } from "roadmap/scale";

export const MEASURE = "measure:";

export class Panel {
  constructor(node, page) {
    this.node = node;
    this.page = page;
    this.key = page.address.get("select");
    node.addEventListener("click", (event) => this.#click(event));
    node.addEventListener("submit", (event) => this.#submit(event));
    node.addEventListener("change", (event) => {
      if (event.target.matches("[data-start], [data-finish]")) event.target.form.requestSubmit();
    });
  }

  async show(key) {
    this.key = key;
    const { address, root } = this.page;
    const asked = new URLSearchParams({ scenario: address.get("scenario"), supply: address.get("supply") });
    const [where, about] = key.startsWith(MEASURE) ? [root.dataset.regimePanel, key.slice(MEASURE.length)] : [root.dataset.panel, key];
    const response = await fetch(`${where.replace("KEY", encodeURIComponent(about))}?${asked}`, {
      headers: { "HX-Request": "true" },
    });
    if (this.key !== key) return;
    this.node.innerHTML = await response.text();
    window.htmx.process(this.node);
    this.page.root.classList.remove("has-no-panel");
  }

  async reload() {
    if (!this.key) return;
    const held = this.node.contains(document.activeElement) ? document.activeElement.dataset.hold : null;
    const { scrollTop } = this.node;
    await this.show(this.key);
    this.node.scrollTop = scrollTop;
    if (held) this.node.querySelector(`[data-hold="${held}"]`)?.focus();
  }

  #click(event) {
    const step = event.target.closest("[data-step]");
    if (step) return this.#step(step);
    const choose = event.target.closest("[data-choose]");
    if (choose) {
      event.preventDefault();
      return this.#choose(choose.dataset.choose);
    }
    const trial = event.target.closest("[data-try]");
    if (trial) {
      event.preventDefault();
      return this.#try(trial);
    }
    if (event.target.closest("[data-close]")) this.#close();
    return undefined;
  }

  #choose(key) {
    const { chart, address } = this.page;
    address.set("select", key);
    if (chart.model.byKey.has(key)) {
      chart.select(key);
      chart.pool.focus(key);
      chart.reveal(key);
    }
    this.show(key);
  }

  #close() {
    this.page.address.set("select", "");
    this.page.root.classList.add("has-no-panel");
    const { focused } = this.page.chart.pool;
    this.key = "";
    if (focused) this.page.chart.focusBar(focused);
  }

  // − and + beside a month: one month at a time, sent at once.
  #step(button) {
    const input = button.parentElement.querySelector("input");
    const day = dayOfText(input.value);
    if (day === null) return;
    input.value = yearMonth(addMonths(day, Number(button.dataset.step)));
    input.form.requestSubmit();
  }

  async #submit(event) {
    const form = event.target;
    if (form.matches("[data-gain]")) {
      event.preventDefault();
      return findGains(form);
    }
    const changes = changesOf(form);
    if (!changes) return undefined;
    event.preventDefault();
    if (form.dataset.edit === "window" && isUpsideDown(form)) return undefined;
    const faulty = [...form.querySelectorAll("[data-start], [data-finish]")].find((input) => dayOfText(input.value) === null);
    if (faulty) {
      faulty.setAttribute("aria-invalid", "true");
      faulty.focus();
      return undefined;
    }
    if (!changes.length) return undefined;
    const bar = this.page.chart.model.byKey.get(form.dataset.key) ?? null;
    const start = form.querySelector("[data-start]");
    const moved = start && start.value !== start.defaultValue;
    const wanted = moved ? { start: dayOfText(start.value) } : null;
    return this.page.edit(changes, { bar, wanted, onRevision: Number(form.dataset.revision) });
  }

  async #try(button) {
    const answer = button.closest(".try").querySelector(".try-answer");
    button.disabled = true;
    const response = await fetch(button.dataset.try, { headers: { "HX-Request": "true" } });
    answer.innerHTML = await response.text();
    button.disabled = false;
  }
}

// The changes a form stands for; null if it is none of ours.
function changesOf(form) {
  const { edit, key } = form.dataset;
  if (edit === "dates") return changesOfDates(form, key);
  if (edit === "add-link") return changesOfLink(...linkEnds(form, key), form.elements.type.value, lagOf(form.elements));
  if (edit === "window") return changesOfWindow(form, key);
  if (edit === "changes") return JSON.parse(form.dataset.changes);
  if (edit === "remove-link") return [{ kind: "remove_link", key }];
  return null;
}

function linkEnds(form, key) {
  const other = form.elements.other.value;
  return form.elements.direction.value === "before" ? [other, key] : [key, other];
}

function lagOf({ lag, unit, lag_calendar: calendar }) {
  return { lag: Number(lag.value || 0), unit: unit.value, lag_calendar: calendar.value };
}

// Only the days that were changed; an empty last day means no end. Ranges of the first day lapse.
function changesOfWindow(form, key) {
  const { since, until } = form.elements;
  const values = {};
  if (since.value !== since.defaultValue) Object.assign(values, { since: since.value, low: null, high: null });
  if (until.value !== until.defaultValue) values.until = until.value || null;
  return Object.keys(values).length ? [{ kind: "change_window", key, values }] : [];
}

function isUpsideDown(form) {
  const { since, until } = form.elements;
  const wrong = !since.value || (until.value && until.value < since.value);
  form.querySelector("[role=alert]").hidden = !wrong;
  for (const input of [since, until]) input.setAttribute("aria-invalid", String(Boolean(wrong)));
  if (wrong) since.focus();
  return wrong;
}

function changesOfDates(form, key) {
  const start = form.querySelector("[data-start]");
  const finish = form.querySelector("[data-finish]");
  if (start.value !== start.defaultValue) {
    const shift = monthsBetween(dayOfText(start.defaultValue), dayOfText(start.value));
    const roots = JSON.parse(form.dataset.roots);
    return roots.map(([root, day]) => startChange(root, iso(firstOf(addMonths(day, shift)))));
  }
  if (finish && finish.value !== finish.defaultValue) {
    const months = monthsBetween(dayOfText(finish.defaultValue), dayOfText(finish.value));
    const duration = Math.max(1, Number(form.dataset.duration) + months * { months: 1, years: 1 / 12, days: 30, workdays: 21 }[form.dataset.unit]);
    return [{ kind: "change_activity", key, values: { duration: Math.round(duration) } }];
  }
  return [];
}

function firstOf(day) {
  const { year, month } = parts(day);
  return dayOf(year, month);
}

// 2028.07, 2028-07 and 2028. 7 are the same month; anything else is none.
function dayOfText(text) {
  const found = text.trim().match(/^(\d{4})\s*[.\-/년]\s*(\d{1,2})\s*[.월]?$/);
  const month = found ? Number(found[2]) : 0;
  return month >= 1 && month <= 12 ? dayOf(Number(found[1]), month) : null;
}
