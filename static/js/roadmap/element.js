// <ic-roadmap>: the chart itself. It draws what the server computed and says what a planner meant:
// events rm-choose {key}, rm-mean {what: move|stretch|link, …}, rm-fold {keys}, rm-view {}.
import { drawAxis } from "roadmap/axis";
import { BarPool } from "roadmap/bars";
import { drawCosts } from "roadmap/costs";
import { element, svg } from "roadmap/dom";
import { Drag } from "roadmap/drag";
import { drawGrid } from "roadmap/grid";
import { onKey } from "roadmap/keys";
import { drawLanes } from "roadmap/lanes";
import { HEAD, Layout, ROW } from "roadmap/layout";
import { LinkLayer } from "roadmap/links";
import { Model } from "roadmap/model";
import { Scale, ZOOMS } from "roadmap/scale";
import { drawWhiskers } from "roadmap/whiskers";

const AHEAD = { across: 600, down: 300 };

export class Roadmap extends HTMLElement {
  shown = { links: true, critical: true };
  editable = false; // the measures above it; each bar says so itself
  zoom = "fit";
  folded = new Set();
  spans = new Map();
  model = null;
  layout = null;
  justDragged = false;
  #view = null;

  connectedCallback() {
    if (this.scroller) return;
    this.scroller = element("div", "rm-scroll", this);
    this.scroller.tabIndex = -1;
    const head = element("div", "rm-head", this.scroller);
    this.corner = element("div", "rm-corner", head);
    this.axis = svg("svg", { class: "rm-axis", "aria-hidden": "true" }, head);
    this.body = element("div", "rm-body", this.scroller);
    this.lanesLayer = element("div", "rm-left", this.body);
    this.plot = element("div", "rm-plot", this.body);
    const layer = (name) => svg("svg", { class: name, "aria-hidden": "true" }, this.plot);
    this.grid = layer("rm-grid");
    const below = layer("rm-links");
    this.barsLayer = element("div", "rm-bars", this.plot);
    this.barsLayer.setAttribute("role", "group");
    this.whiskers = layer("rm-whiskers");
    this.links = new LinkLayer(below, layer("rm-links is-above"));
    const foot = element("div", "rm-foot", this.scroller);
    this.costLabel = element("div", "rm-cost-label", foot);
    this.costs = svg("svg", { class: "rm-costs", role: "img" }, foot);
    this.#listen();
  }

  set words(words) {
    this.pool = new BarPool(this.barsLayer, words);
    this.speech = words;
    this.drag = new Drag(this);
    this.barsLayer.setAttribute("aria-label", words.say("chart"));
    this.corner.textContent = words.say("corner");
  }

  get labelWidth() {
    return this.lanesLayer.offsetWidth;
  }

  set columns(columns) {
    const older = this.model;
    this.model = new Model(columns);
    if (!this.model.byKey.has(this.pool.focused)) this.pool.focused = null;
    this.arrange();
    this.pool.focused ??= this.model.ordered[0]?.key ?? null;
    this.pool.focus(this.pool.focused);
    if (older && older.columns.level === columns.level) this.pool.flash(this.model.movedSince(older));
  }

  // Everything anew: after other data, another zoom, a folded lane or a resized window.
  arrange() {
    if (!this.model) return;
    const active = this.barsLayer.contains(document.activeElement) ? this.pool.focused : null;
    const middle = this.layout ? this.layout.scale.day(this.scroller.scrollLeft) : null;
    const { start, end } = this.model.columns;
    for (const bar of this.model.bars) bar.finishes = this.spans.get(bar.key) ?? null;
    this.layout = new Layout(this.model, new Scale(start, end, this.#pixelsPerDay()), this.folded);
    this.style.setProperty("--rm-width", `${this.layout.width}px`);
    this.style.setProperty("--rm-height", `${this.layout.height}px`);
    if (middle !== null && this.zoom !== "fit") this.scroller.scrollLeft = this.layout.scale.x(middle);
    this.pool.reset();
    drawAxis(this.axis, this.layout, this.speech, this.#tickZoom());
    drawCosts(this.costs, this.layout, this.speech);
    this.lanesLayer.replaceChildren();
    this.draw(true);
    if (active) this.focusBar(active);
    this.dispatchEvent(new CustomEvent("rm-view"));
  }

  // While the window stays inside what is drawn, scrolling costs nothing.
  draw(always = false) {
    if (!this.layout) return;
    const { scrollLeft, scrollTop, clientWidth, clientHeight } = this.scroller;
    const right = scrollLeft + clientWidth - this.labelWidth;
    const bottom = scrollTop + clientHeight;
    const old = this.#view;
    const inside = old && scrollLeft >= old.left && scrollTop >= old.top &&
      right <= Math.max(old.right, this.layout.width) && bottom - HEAD <= Math.max(old.bottom, this.layout.height);
    const within = inside && (right <= old.right || old.right >= this.layout.width) && (bottom - HEAD <= old.bottom || old.bottom >= this.layout.height);
    if (within && !always) return;
    this.#view = {
      left: Math.max(0, scrollLeft - AHEAD.across),
      top: Math.max(0, scrollTop - AHEAD.down),
      right: Math.min(this.layout.width, right + AHEAD.across),
      bottom: Math.min(this.layout.height, bottom + AHEAD.down),
    };
    this.pool.draw(this.layout, this.#view);
    drawGrid(this.grid, this.layout, this.#view, this.#tickZoom());
    drawWhiskers(this.whiskers, this.layout, this.#view, this.spans);
    drawLanes(this.lanesLayer, this.layout, this.#view, this.speech, (key) => this.#fold(key));
    this.drawLinks();
  }

  // The bars that a measure's snapback stops, by key; drawn anew only where that differs.
  mark(stops) {
    if (JSON.stringify(stops) === JSON.stringify(this.pool.stops)) return;
    this.pool.stops = stops;
    const active = this.barsLayer.contains(document.activeElement) ? this.pool.focused : null;
    this.pool.reset();
    this.draw(true);
    if (active) this.focusBar(active);
  }

  drawLinks() {
    const selected = this.model.byKey.get(this.pool.selected) ?? null;
    this.links.draw(this.layout, this.#view, selected, this.shown);
  }

  select(key) {
    this.pool.select(this.model?.byKey.has(key) ? key : null);
    if (this.layout) this.drawLinks();
  }

  choose(key) {
    this.select(key);
    this.pool.focus(key);
    this.dispatchEvent(new CustomEvent("rm-choose", { detail: { key } }));
  }

  mean(what, detail) {
    this.dispatchEvent(new CustomEvent("rm-mean", { detail: { what, ...detail } }));
  }

  // The bar goes back to where the server last put it.
  restore(bar) {
    this.pool.place(bar);
    this.drawLinks();
  }

  reveal(key) {
    const bar = this.model.byKey.get(key);
    if (!bar) return;
    const { scroller } = this;
    const box = this.layout.box(bar);
    const width = scroller.clientWidth - this.labelWidth;
    const height = scroller.clientHeight - HEAD - this.footHeight;
    if (bar.y < scroller.scrollTop || bar.y > scroller.scrollTop + height - ROW) scroller.scrollTop = bar.y - height / 3;
    if (box.left < scroller.scrollLeft || box.left > scroller.scrollLeft + width - 80) scroller.scrollLeft = box.left - width / 4;
    this.draw();
  }

  focusBar(key) {
    const bar = this.model.byKey.get(key);
    if (!bar) return;
    this.reveal(key);
    this.pool.focus(key);
    this.pool.ensure(bar).focus({ preventScroll: true });
  }

  barOf(node) {
    const found = node.closest?.(".rm-bar");
    return found ? this.model.byKey.get(found.dataset.key) : null;
  }

  toPlot(clientX, clientY) {
    const box = this.plot.getBoundingClientRect();
    return [clientX - box.left, clientY - box.top];
  }

  get footHeight() {
    return this.querySelector(".rm-foot").offsetHeight;
  }

  #pixelsPerDay() {
    if (this.zoom !== "fit") return ZOOMS[this.zoom];
    const { start, end } = this.model.columns;
    const band = this.model.bars.some((bar) => bar.blocked) ? 320 : 0;
    const room = this.scroller.clientWidth - this.labelWidth - band - 2;
    return Math.max(0.12, room / (end - start));
  }

  #tickZoom() {
    if (this.zoom !== "fit") return this.zoom;
    const { pixelsPerDay } = this.layout.scale;
    return pixelsPerDay > 1 ? "month" : pixelsPerDay > 0.45 ? "quarter" : "year";
  }

  #fold(key) {
    if (this.folded.has(key)) this.folded.delete(key);
    else this.folded.add(key);
    this.arrange();
    this.lanesLayer.querySelector(`[data-key="${CSS.escape(key)}"] button`)?.focus();
    this.dispatchEvent(new CustomEvent("rm-fold", { detail: { keys: [...this.folded] } }));
  }

  #listen() {
    let frame = 0;
    this.scroller.addEventListener("scroll", () => {
      frame ||= requestAnimationFrame(() => {
        frame = 0;
        this.draw();
        this.dispatchEvent(new CustomEvent("rm-view"));
      });
    }, { passive: true });
    this.barsLayer.addEventListener("keydown", (event) => onKey(this, event));
    this.barsLayer.addEventListener("focusin", (event) => {
      const bar = this.barOf(event.target);
      if (bar) this.pool.focus(bar.key);
    });
    this.barsLayer.addEventListener("click", (event) => {
      const bar = this.barOf(event.target);
      if (bar && !this.justDragged) this.choose(bar.key);
      this.justDragged = false;
    });
    let width = 0;
    new ResizeObserver(() => {
      if (this.scroller.clientWidth !== width && this.zoom === "fit") this.arrange();
      else this.draw(true);
      width = this.scroller.clientWidth;
    }).observe(this.scroller);
  }
}

customElements.define("ic-roadmap", Roadmap);
