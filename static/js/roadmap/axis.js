// The head of the chart: stage bands, gates as pills, the time axis, today, the band of what is blocked.
import { svg, textWidth } from "roadmap/dom";
import { HEAD } from "roadmap/layout";
import { parts, ticks, yearMonth } from "roadmap/scale";

const NAME = '700 13px "Planner Sans"';
const SMALL = '500 11.5px "Planner Sans"';
const PILL = '700 11.5px "Planner Sans"';

export function drawAxis(target, layout, words, zoom) {
  const { scale } = layout;
  const { columns } = layout.model;
  target.setAttribute("width", layout.width);
  target.setAttribute("height", HEAD);
  target.replaceChildren();
  for (const stage of columns.stages) drawStage(target, stage, scale);
  drawTicks(target, scale, zoom);
  drawGates(target, columns.gates, scale);
  if (columns.today >= scale.start && columns.today < scale.end) drawToday(target, scale.x(columns.today), words);
  if (layout.hasBand) drawBand(target, layout, words);
}

function drawStage(target, stage, scale) {
  const left = scale.x(stage.since);
  const width = scale.x(stage.until) - left;
  if (width <= 0) return;
  svg("rect", { x: left, y: 0, width, height: HEAD, class: `rm-tint-${stage.number}` }, target);
  svg("rect", { x: left + 1, y: 0, width: Math.max(0, width - 1), height: 4, class: `rm-edge-${stage.number}` }, target);
  const span = `${yearMonth(stage.since)}–${yearMonth(stage.until - 1)}`;
  const nameWidth = textWidth(stage.name, NAME);
  if (nameWidth + 20 > width) {
    if (width > 30) svg("text", { x: left + 8, y: 23, class: `rm-stage-name rm-fill-${stage.number}` }, target).textContent = stage.short;
    return;
  }
  svg("text", { x: left + 12, y: 23, class: `rm-stage-name rm-fill-${stage.number}` }, target).textContent = stage.name;
  if (nameWidth + textWidth(span, SMALL) + 36 < width) {
    svg("text", { x: left + 22 + nameWidth, y: 23, class: "rm-stage-span" }, target).textContent = span;
  }
}

function drawTicks(target, scale, zoom) {
  let lines = "";
  for (const tick of ticks(scale.start, scale.end, zoom)) {
    const x = Math.round(scale.x(tick.day)) + 0.5;
    lines += `M${x} ${tick.opensYear ? 56 : 66}V${HEAD}`;
    const label = tick.opensYear ? String(parts(tick.day).year) : zoom === "quarter" ? `Q${(tick.month + 2) / 3}` : String(tick.month);
    svg("text", { x: x + 5, y: 71, class: tick.opensYear ? "rm-year" : "rm-month" }, target).textContent = label;
  }
  svg("path", { d: lines, class: "rm-tick" }, target);
}

// Gates that crowd keep their diamond and key; a name is written where there is room for it.
function drawGates(target, gates, scale) {
  const dated = gates.filter((gate) => gate.day !== null).sort((a, b) => a.day - b.day);
  let end = 2;
  dated.forEach((gate, place) => {
    const x = scale.x(gate.day);
    const next = dated[place + 1] ? scale.x(dated[place + 1].day) - 14 : Infinity;
    const full = gate.name;
    const fits = (text) => x - 7 >= end && x + textWidth(text, PILL) + 22 <= next;
    const back = !fits(full) && x - textWidth(full, PILL) - 22 >= end ? textWidth(full, PILL) + 11 : 0;
    const text = fits(full) || back ? full : fits(gate.short) ? gate.short : "";
    const width = text ? textWidth(text, PILL) + 30 : 18;
    const group = svg("g", { class: gate.binding ? "rm-gate is-binding" : "rm-gate" }, target);
    svg("path", { d: `M${x} 53V${HEAD}`, class: "rm-gate-line" }, group);
    svg("rect", { x: x - 9 - back, y: 34, width, height: 19, rx: 9.5, class: "rm-pill" }, group);
    svg("path", { d: `M${x} 37.5l6 6-6 6-6-6z`, class: "rm-diamond" }, group);
    if (text) svg("text", { x: back ? x - back : x + 11, y: 47.6, class: "rm-pill-text" }, group).textContent = text;
    svg("title", {}, group).textContent = `${gate.name} ${yearMonth(gate.day)}`;
    end = x - 9 - back + width + 4;
  });
}

function drawToday(target, x, words) {
  const text = words.say("today");
  const width = textWidth(text, PILL) + 12;
  svg("rect", { x: x - width / 2, y: 35, width, height: 18, rx: 4, class: "rm-today-flag" }, target);
  svg("text", { x, y: 48, "text-anchor": "middle", class: "rm-today-text" }, target).textContent = text;
  svg("path", { d: `M${x} 53V${HEAD}`, class: "rm-today" }, target);
}

function drawBand(target, layout, words) {
  const count = layout.model.bars.filter((bar) => bar.blocked).length;
  const left = layout.bandLeft;
  svg("rect", { x: left, y: 0, width: layout.bandWidth, height: HEAD, class: "rm-band" }, target);
  svg("rect", { x: left, y: 0, width: layout.bandWidth, height: 4, class: "rm-band-edge" }, target);
  svg("text", { x: left + 12, y: 23, class: "rm-stage-name" }, target).textContent = words.say("band_title");
  svg("text", { x: left + 12, y: 44, class: "rm-stage-span" }, target).textContent = words.say("band_note", { count });
}
