// Edits as changes: what a planner meant, in the words of the API; and the three ways it can answer.
import { iso, monthsBetween } from "roadmap/scale";

export class Edits {
  constructor(plan, revision) {
    this.plan = plan;
    this.revision = revision;
  }

  send(changes, onRevision = this.revision) {
    return this.#post("edits", { on_revision: onRevision, reason: "", changes });
  }

  undo() {
    return this.#post("undo", {});
  }

  redo() {
    return this.#post("redo", {});
  }

  // {ok, status, body}: 201 saved, 409 somebody was first, 422 it can't be; 0 when nothing came through.
  async #post(verb, body) {
    try {
      const response = await fetch(`/api/v1/plans/${this.plan}/${verb}/`, {
        method: "POST",
        headers: {
          "Content-Type": "application/json",
          Accept: "application/json, application/problem+json",
          "X-CSRFToken": document.querySelector('meta[name="csrf-token"]').content,
        },
        body: JSON.stringify(body),
      });
      return { ok: response.ok, status: response.status, body: await response.json().catch(() => ({})) };
    } catch {
      return { ok: false, status: 0, body: {} };
    }
  }
}

// A bar was put elsewhere: its activity may start no earlier than there. Of a project, its first ones.
export function changesOfMove({ bar, start }) {
  const shift = start - bar.start;
  const roots = bar.roots ?? [[bar.key, bar.start]];
  return roots.map(([key, was]) => startChange(key, iso(shiftedMonth(was, shift, bar.start, start))));
}

export function changesOfStretch({ bar, finish }) {
  const days = finish - bar.start;
  const duration = {
    months: () => Math.max(1, monthsBetween(bar.start, finish)),
    years: () => Math.max(1, Math.round(monthsBetween(bar.start, finish) / 12)),
    days: () => Math.max(1, days),
    workdays: () => Math.max(1, bar.duration + Math.round(((finish - bar.finish) * 5) / 7)),
  }[bar.unit]();
  return [{ kind: "change_activity", key: bar.key, values: { duration } }];
}

export function startChange(key, date) {
  const values = date
    ? { constraint: "start_no_earlier_than", constraint_date: date }
    : { constraint: "", constraint_date: null };
  return { kind: "change_activity", key, values };
}

export function changesOfLink(before, after, type = "FS", lag = { lag: 0, unit: "months" }) {
  // Several links may join the same pair, so the key says when this one was drawn.
  const key = `${before}>${after}:${type}:${Date.now().toString(36)}`;
  return [{ kind: "add_link", record: { key, before, after, type, ...lag } }];
}

// Roots that start later than the project move by as many whole months, not by as many days.
function shiftedMonth(was, shift, from, to) {
  const months = monthsBetween(from, to);
  const date = new Date(was * 86_400_000);
  const isFirst = date.getUTCDate() <= 5;
  if (!isFirst || months === 0) return was + shift;
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, 1) / 86_400_000;
}
