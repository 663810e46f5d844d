// Cost by year on the same axis as the bars: all of it pale, the part from sources with a ceiling darker,
// what exceeds a source's own ceiling in vermilion. Unknown ceilings are not drawn as zero.
import { svg, textWidth } from "roadmap/dom";
import { dayOf } from "roadmap/scale";

const HEIGHT = 66;
const FLOOR = 17;
const LABEL = '700 11px "Planner Sans"';

export function drawCosts(target, layout, words) {
  const { costs } = layout.model.columns;
  target.replaceChildren();
  target.setAttribute("width", layout.width);
  target.setAttribute("height", HEIGHT);
  if (!costs) return;
  const { scale } = layout;
  const most = Math.max(1, ...costs.amount, ...costs.ceiling.map((each) => each ?? 0));
  const y = (amount) => HEIGHT - FLOOR - (amount / most) * (HEIGHT - FLOOR - 6);
  let ceiling = "";
  let pen = false;
  costs.year.forEach((year, place) => {
    const left = Math.max(0, scale.x(dayOf(year)));
    const right = Math.min(scale.width, scale.x(dayOf(year + 1)));
    if (right - left < 2) return;
    const amount = costs.amount[place];
    const limit = costs.ceiling[place];
    const over = costs.over[place] > 0;
    const width = Math.max(4, Math.min(34, right - left - 8));
    const x = (left + right - width) / 2;
    const bar = (from, to, kind) =>
      to > from && svg("rect", { x, y: y(to), width, height: y(from) - y(to), class: `rm-cost ${kind}` }, target);
    const within = costs.capped[place] - costs.over[place];
    bar(costs.capped[place], amount, "is-free");
    bar(0, within, "");
    bar(within, costs.capped[place], "is-over");
    if (limit === null) pen = false;
    else {
      ceiling += `${pen ? "L" : "M"}${left} ${y(limit)}L${right} ${y(limit)}`;
      pen = true;
    }
    if (right - left < 26) return;
    const text = svg("text", { x: (left + right) / 2, y: HEIGHT - 4, "text-anchor": "middle", class: over ? "is-over" : "" }, target);
    const excess = over ? words.say("cost_over", { amount: costs.label[place], over: costs.over_label[place] }) : "";
    text.textContent = excess && textWidth(excess, LABEL) < right - left - 2 ? excess : costs.label[place];
  });
  svg("path", { d: ceiling, class: "rm-ceiling" }, target);
  if (layout.hasBand && costs.undated) {
    const text = svg("text", { x: layout.bandLeft + 12, y: HEIGHT - 26, class: "rm-undated" }, target);
    text.textContent = words.say("cost_undated", { amount: costs.undated });
  }
}
