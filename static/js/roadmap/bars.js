// The bars: HTML elements, so that focus, ellipsis, forced colours and Korean type are the browser's work.
// Only those near the window exist, and always the focused one.
import { element, svg, textWidth } from "roadmap/dom";

const LABEL = '500 12px "Planner Sans"';
const GLYPHS = {
  none: "",
  conditional: '<path class="v-shape" d="M7.5 1.2 14.4 13.4H.6z"/><path class="v-sign" d="M7.5 5.2v3.8m0 2.1v.1"/>',
  barred: '<path class="v-shape" d="M4.6.8h5.8l3.8 3.8v5.8l-3.8 3.8H4.6L.8 10.4V4.6z"/><path class="v-sign" d="M5.2 5.2l4.6 4.6m0-4.6-4.6 4.6"/>',
  unknown: '<circle class="v-shape" cx="7.5" cy="7.5" r="6.6"/><path class="v-sign" d="M5.6 6a2 2 0 1 1 2.6 1.9c-.5.2-.7.5-.7 1m0 1.6v.1"/>',
};

export class BarPool {
  constructor(parent, words) {
    this.parent = parent;
    this.words = words;
    this.shown = new Map();
    this.focused = null;
    this.selected = null;
    this.dimmed = () => false;
    this.stops = {};
  }

  reset() {
    for (const node of this.shown.values()) node.remove();
    this.shown.clear();
  }

  draw(layout, view) {
    this.layout = layout;
    const keep = new Set();
    const fresh = document.createDocumentFragment();
    for (const bar of layout.between(view.top, view.bottom)) {
      const box = layout.box(bar);
      if (box.right < view.left || box.left > view.right) continue;
      keep.add(bar.key);
      if (!this.shown.has(bar.key)) fresh.append(this.#make(bar, box));
    }
    if (this.focused) keep.add(this.focused);
    for (const [key, node] of this.shown) {
      if (!keep.has(key)) {
        node.remove();
        this.shown.delete(key);
      }
    }
    this.parent.append(fresh);
  }

  // A focused bar may be far outside the window: it is made all the same.
  ensure(bar) {
    if (!this.shown.has(bar.key)) this.parent.append(this.#make(bar, this.layout.box(bar)));
    return this.shown.get(bar.key);
  }

  place(bar, moved = bar) {
    const node = this.shown.get(bar.key);
    if (node) position(node, bar, this.layout.box(bar, moved));
  }

  select(key) {
    this.#pressed(this.selected, false);
    this.selected = key;
    this.#pressed(key, true);
  }

  focus(key) {
    this.shown.get(this.focused)?.setAttribute("tabindex", "-1");
    this.focused = key;
    this.shown.get(key)?.setAttribute("tabindex", "0");
  }

  flash(keys) {
    for (const key of keys) {
      const node = this.shown.get(key);
      if (!node) continue;
      node.classList.add("is-moved");
      setTimeout(() => node.classList.remove("is-moved"), 1600);
    }
  }

  dim(test) {
    this.dimmed = test;
    for (const [key, node] of this.shown) node.classList.toggle("is-dim", test(this.layout.model.byKey.get(key)));
  }

  #pressed(key, on) {
    const node = this.shown.get(key);
    node?.classList.toggle("is-selected", on);
    node?.setAttribute("aria-pressed", String(on));
  }

  #make(bar, box) {
    const node = element("div", classes(bar));
    node.dataset.key = bar.key;
    node.tabIndex = bar.key === this.focused ? 0 : -1;
    node.setAttribute("role", "button");
    node.setAttribute("aria-pressed", String(bar.key === this.selected));
    node.setAttribute("aria-label", this.words.bar(bar, this.layout.model.columns.stage_names[bar.stage] ?? ""));
    if (bar.key === this.selected) node.classList.add("is-selected");
    if (this.dimmed(bar)) node.classList.add("is-dim");
    if (GLYPHS[bar.verdict] && !bar.milestone) {
      const mark = svg("svg", { viewBox: "0 0 15 15", class: `v ${bar.verdict}`, "aria-hidden": "true" }, node);
      mark.innerHTML = GLYPHS[bar.verdict];
    }
    this.#label(node, bar, box);
    if (bar.partly) element("i", "rm-open-end", node);
    this.#stop(node, bar, box);
    if (!bar.blocked && !bar.finished) {
      if (!bar.milestone && bar.roots === null) element("i", "rm-grip", node);
      if (bar.roots === null) element("i", "rm-port", node);
      const next = bar.nextStart === null ? Infinity : this.layout.scale.x(bar.nextStart);
      node.classList.toggle("has-room", next - box.right > 24);
    }
    position(node, bar, box);
    this.shown.set(bar.key, node);
    return node;
  }

  // By when a measure's snapback stops the work: a sign where it stands, and words for all.
  #stop(node, bar, box) {
    const stop = this.stops[bar.key];
    if (!stop || bar.start === null) return;
    const mark = element("i", "rm-stop", node);
    mark.style.left = `${Math.max(0, this.layout.scale.x(stop.day) - box.left).toFixed(1)}px`;
    element("b", "", mark).textContent = stop.text;
    node.classList.add("has-stop");
    node.title = `${bar.name}: ${stop.label}`;
    node.setAttribute("aria-label", `${node.getAttribute("aria-label")} ${stop.label}`);
  }

  // Inside the bar if it fits, beside it if there is room before the next one, else cut short.
  #label(node, bar, box) {
    const width = box.right - box.left;
    const mark = GLYPHS[bar.verdict] && !bar.milestone ? 24 : 8;
    const need = textWidth(bar.name, LABEL) + mark + 6;
    const text = element("span", "t", node);
    text.textContent = bar.name;
    if (need <= width && !bar.milestone) return;
    const { scale, bandLeft, bandWidth } = this.layout;
    const edge = bar.blocked ? bandLeft + bandWidth : bandLeft - 6;
    const next = bar.blocked || bar.nextStart === null ? edge : scale.x(bar.nextStart);
    const room = next - box.right - (bar.partly ? 18 : 0) - 8;
    if (room >= Math.min(need - mark, 60) && room > width - mark) {
      text.classList.add("is-outside");
      if (bar.partly) text.classList.add("is-after-open-end");
      if (room < need) text.style.maxWidth = `${room}px`;
    } else if (width < mark + 16) {
      text.remove();
      if (width < 20) node.querySelector(".v")?.remove();
    }
    node.title = bar.name;
  }
}

function classes(bar) {
  const names = ["rm-bar", `rm-stage-${bar.stage}`];
  if (bar.critical) names.push("is-critical");
  if (bar.blocked) names.push("is-blocked");
  if (bar.milestone) names.push("is-milestone");
  if (bar.finished) names.push("is-finished");
  else if (bar.started) names.push("is-started");
  if (bar.editable) names.push("is-editable");
  return names.join(" ");
}

function position(node, bar, box) {
  node.style.transform = `translate(${box.left.toFixed(1)}px, ${box.top}px)`;
  node.style.width = `${(box.right - box.left).toFixed(1)}px`;
  node.style.height = `${box.height}px`;
}
