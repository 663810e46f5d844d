// What lies behind the bars: stage tints, lines of time and lanes, gates, today, ghosts, folded lanes.
import { cover, svg } from "roadmap/dom";
import { BAR, BAR_TOP, ROW } from "roadmap/layout";
import { ticks } from "roadmap/scale";

export function drawGrid(target, layout, view, zoom) {
  const { scale, model } = layout;
  const { columns } = model;
  cover(target, view);
  target.replaceChildren();
  const { top, bottom } = view;
  for (const stage of columns.stages) {
    const left = scale.x(stage.since);
    const width = scale.x(stage.until) - left;
    if (width > 0) svg("rect", { x: left, y: top, width, height: bottom - top, class: `rm-tint-${stage.number}` }, target);
  }
  if (layout.hasBand) {
    svg("rect", { x: layout.bandLeft, y: top, width: layout.bandWidth, height: bottom - top, class: "rm-band" }, target);
    svg("path", { d: `M${layout.bandLeft} ${top}V${bottom}`, class: "rm-band-line" }, target);
  }
  let years = "";
  let finer = "";
  for (const tick of ticks(scale.start, scale.end, zoom)) {
    const x = Math.round(scale.x(tick.day)) + 0.5;
    if (x < view.left || x > view.right) continue;
    if (tick.opensYear) years += `M${x} ${top}V${bottom}`;
    else finer += `M${x} ${top}V${bottom}`;
  }
  svg("path", { d: finer, class: "rm-line-finer" }, target);
  svg("path", { d: years, class: "rm-line-year" }, target);
  let lanes = "";
  for (const lane of model.lanes) {
    const end = lane.y + lane.height;
    if (end >= top && lane.y <= bottom) lanes += `M${view.left} ${end - 0.5}H${view.right}`;
  }
  svg("path", { d: lanes, class: "rm-line-lane" }, target);
  drawFolded(target, layout, view);
  drawGhosts(target, layout, view);
  for (const gate of columns.gates) {
    if (gate.day === null) continue;
    const name = gate.binding ? "rm-gate-line is-binding" : "rm-gate-line";
    svg("path", { d: `M${scale.x(gate.day)} ${top}V${bottom}`, class: name }, target);
  }
  if (columns.today >= scale.start && columns.today < scale.end) {
    svg("path", { d: `M${scale.x(columns.today)} ${top}V${bottom}`, class: "rm-today" }, target);
  }
}

// A folded lane is one row in which its bars lie over each other, thin.
function drawFolded(target, layout, view) {
  for (const lane of layout.model.lanes) {
    if (!lane.folded || lane.y > view.bottom || lane.y + ROW < view.top) continue;
    const shapes = new Map();
    for (const bar of lane.bars) {
      const box = layout.box(bar);
      const kind = bar.blocked ? "rm-thin is-blocked" : `rm-thin rm-fill-${bar.stage}`;
      const path = `M${box.left} ${lane.y + 12}H${box.right}v7H${box.left}z`;
      shapes.set(kind, (shapes.get(kind) ?? "") + path);
    }
    for (const [kind, d] of shapes) svg("path", { d, class: kind }, target);
  }
}

// The dates of another scenario, or of an earlier revision, beside today's.
function drawGhosts(target, layout, view) {
  const { ghosts, baseline } = layout.model.columns;
  if (!ghosts) return;
  ghosts.bar.forEach((index, place) => {
    const bar = layout.model.bars[index];
    if (bar.lane.folded || bar.y < view.top - ROW || bar.y > view.bottom) return;
    const left = layout.scale.x(ghosts.start[place]);
    const width = Math.max(3, layout.scale.x(ghosts.finish[place]) - left);
    if (left > view.right || left + width < view.left) return;
    if (baseline) {
      svg("rect", { x: left, y: bar.y + BAR_TOP + BAR + 2, width, height: 3, rx: 1.5, class: "rm-baseline" }, target);
    } else {
      svg("rect", { x: left, y: bar.y + BAR_TOP + 5, width, height: BAR, rx: 4, class: "rm-ghost" }, target);
    }
  });
}
