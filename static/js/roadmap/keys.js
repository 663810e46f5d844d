// The chart by keyboard: walk between bars, follow links, move and stretch by months.
import { addMonths } from "roadmap/scale";

export function onKey(chart, event) {
  if (event.isComposing || event.ctrlKey || event.metaKey) return;
  const bar = chart.barOf(event.target);
  if (!bar) return;
  const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
  if (event.altKey && step) {
    event.preventDefault();
    shift(chart, bar, step, event.shiftKey);
    return;
  }
  if (event.altKey) return;
  if (event.key === "Enter" || event.key === " ") {
    event.preventDefault();
    chart.choose(bar.key);
    return;
  }
  const next = neighbour(chart.model, bar, event.key);
  if (!next) return;
  event.preventDefault();
  chart.focusBar(next.key);
}

function shift(chart, bar, months, stretches) {
  if (!bar.editable || bar.blocked || bar.finished) return;
  if (stretches) {
    const finish = addMonths(bar.finish, months);
    if (finish > bar.start && bar.roots === null && !bar.milestone) chart.mean("stretch", { bar, start: bar.start, finish });
  } else if (!bar.started) {
    chart.mean("move", { bar, start: addMonths(bar.start, months), finish: addMonths(bar.finish, months) });
  }
}

function neighbour(model, bar, key) {
  const bars = model.ordered.filter((each) => !each.lane.folded);
  const place = bars.indexOf(bar);
  switch (key) {
    case "ArrowRight": return bars[place + 1];
    case "ArrowLeft": return bars[place - 1];
    case "ArrowDown": return nearestInRow(bars, place, 1);
    case "ArrowUp": return nearestInRow(bars, place, -1);
    case "]": return unfolded(model.out.get(bar)?.map((link) => link.to));
    case "[": return unfolded(model.into.get(bar)?.map((link) => link.from));
    case "Home": return bars[0];
    case "End": return bars.at(-1);
    default: return undefined;
  }
}

function unfolded(bars) {
  return bars?.find((each) => !each.lane.folded);
}

// The bar of the next row whose middle lies nearest in time.
function nearestInRow(bars, place, step) {
  const from = bars[place];
  const middle = (bar) => (bar.blocked ? Infinity : (bar.start + bar.finish) / 2);
  const distance = (bar) => (bar.blocked && from.blocked ? 0 : Math.abs(middle(bar) - middle(from)));
  let y = null;
  let best = null;
  for (let at = place + step; bars[at]; at += step) {
    const bar = bars[at];
    if (bar.y === from.y) continue;
    y ??= bar.y;
    if (bar.y !== y) break;
    if (!best || distance(bar) < distance(best)) best = bar;
  }
  return best;
}
