// The links, one path per style however many there are; the links of a dragged bar on a layer of their own.
import { cover, svg } from "roadmap/dom";
import { route } from "roadmap/paths";

const NEAR = 40;
// Beyond so many links in one view the plain ones say nothing; only critical and chosen ones are drawn.
const CROWD = 1200;

export class LinkLayer {
  constructor(below, above) {
    this.below = below;
    this.styles = {
      plain: pair(below, "rm-link"),
      critical: pair(below, "rm-link is-critical"),
      chosen: pair(below, "rm-link is-chosen"),
    };
    this.above = above;
    this.pull = svg("path", { class: "rm-pull" }, above);
    this.held = null;
  }

  draw(layout, view, selected, shown) {
    cover(this.below, view);
    cover(this.above, view);
    this.layout = layout;
    const pieces = { plain: [[], []], critical: [[], []], chosen: [[], []] };
    let plain = 0;
    for (const link of layout.model.links) {
      if (this.held?.has(link) || !drawable(link) || !near(link, view)) continue;
      const chosen = selected !== null && (link.from === selected || link.to === selected);
      const style = chosen ? "chosen" : link.critical && shown.critical ? "critical" : "plain";
      if (style === "plain" && !shown.links) continue;
      if (style === "plain" && (plain += 1) > CROWD) continue;
      const { line, head } = this.#route(link);
      pieces[style][0].push(line);
      pieces[style][1].push(head);
    }
    for (const [style, [lines, heads]] of Object.entries(pieces)) this.#put(style, lines, heads);
  }

  // From now on these links are redrawn with the dragged bar, and left out of the rest.
  hold(bar) {
    const { out, into } = this.layout.model;
    this.held = bar ? new Set([...(out.get(bar) ?? []), ...(into.get(bar) ?? [])]) : null;
  }

  follow(bar, moved) {
    const lines = [];
    const heads = [];
    for (const link of this.held ?? []) {
      if (!drawable(link)) continue;
      const { line, head } = this.#route(link, bar, moved);
      lines.push(line);
      heads.push(head);
    }
    this.#put("chosen", lines, heads);
  }

  // The line a planner draws by hand, from a bar's edge to the pointer.
  stretch(points) {
    this.pull.setAttribute("d", points ? `M${points[0]} ${points[1]}L${points[2]} ${points[3]}` : "");
  }

  #route(link, bar = null, moved = null) {
    const { layout } = this;
    const shift = (end) => (end === bar ? moved.start - bar.start : 0);
    const box = (end) => layout.box(end, end === bar ? moved : end);
    const at = (day, end) => (day === null ? null : layout.scale.x(day + shift(end)));
    return route(box(link.from), box(link.to), link.type, at(link.leaves, link.from), at(link.enters, link.to));
  }

  #put(style, lines, heads) {
    this.styles[style].line.setAttribute("d", lines.join(""));
    this.styles[style].head.setAttribute("d", heads.join(""));
  }
}

function pair(parent, name) {
  return {
    line: svg("path", { class: name }, parent),
    head: svg("path", { class: `${name} is-head` }, parent),
  };
}

function drawable({ from, to }) {
  return !from.blocked && !to.blocked && !from.lane.folded && !to.lane.folded;
}

function near({ from, to }, view) {
  return Math.max(from.y, to.y) > view.top - NEAR && Math.min(from.y, to.y) < view.bottom + NEAR;
}
