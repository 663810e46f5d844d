// How sure a finish is, under its bar: a line from P10 to P90 with a dot at P50. Where fewer draws
// than that ever get there the line ends in an arrow; dots lead to a range that begins after the bar. What the dates are, the bar's own label says.
import { cover, svg } from "roadmap/dom";
import { BAR, BAR_TOP, ROW } from "roadmap/layout";

const REACH = 26;
const TICK = 2.5;

export function drawWhiskers(target, layout, view, spans) {
  cover(target, view);
  target.replaceChildren();
  if (!spans.size) return;
  let lines = "";
  let leads = "";
  let dots = "";
  for (const bar of layout.between(view.top - ROW, view.bottom)) {
    if (bar.blocked || !bar.finishes || bar.finishes[0] === null) continue;
    const [early, middle, late] = bar.finishes.map((day) => place(layout, bar, day));
    const end = late ?? (middle ?? early) + REACH;
    if (end < view.left || early > view.right) continue;
    const y = bar.y + BAR_TOP + BAR + 3.5;
    const { right } = layout.box(bar);
    if (early > right) leads += `M${right} ${bar.y + BAR_TOP + BAR - 2}V${y}H${early}`;
    lines += `M${early} ${y - TICK}v${2 * TICK}M${early} ${y}H${end}`;
    lines += late === null ? `m-4 -3l4 3l-4 3` : `M${end} ${y - TICK}v${2 * TICK}`;
    if (middle !== null) dots += `M${middle - 2.4} ${y}a2.4 2.4 0 1 0 4.8 0a2.4 2.4 0 1 0 -4.8 0z`;
  }
  svg("path", { d: leads, class: "rm-whisker-lead" }, target);
  svg("path", { d: lines, class: "rm-whisker" }, target);
  svg("path", { d: dots, class: "rm-whisker-middle" }, target);
}

// A day is over at its end, like the day a bar ends on; a milestone stands at its beginning.
function place(layout, bar, day) {
  return day === null ? null : Math.round(layout.scale.x(day + (bar.milestone ? 0 : 1)) * 10) / 10;
}
