// What moving an edge of relief means: changes to the windows behind it. Holds no DOM.
import { addMonths, iso } from "roadmap/scale";

const MS = 86_400_000;

// Whole months: the first day with the ranges around it, or the last day, which counts in full.
export function changesOfEdge(windows, keys, edge, months) {
  return keys.map((key) => ({ kind: "change_window", key, values: shifted(windows[key], edge, months) }));
}

// The day an edge would stand on; a last day is drawn at the morning after it.
export function edgeDay(piece, edge, months) {
  return addMonths(edge === "since" ? piece.since : piece.until, months);
}

function shifted(window, edge, months) {
  if (edge === "until") return { until: iso(addMonths(dayOfIso(window.until) + 1, months) - 1) };
  const values = {};
  for (const name of ["since", "low", "high"]) {
    if (window[name]) values[name] = iso(addMonths(dayOfIso(window[name]), months));
  }
  return values;
}

function dayOfIso(text) {
  return Date.parse(`${text}T00:00:00Z`) / MS;
}
