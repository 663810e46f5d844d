// Moving, stretching and linking bars with a pointer. Says what was meant; dates are the server's.
import { element } from "roadmap/dom";
import { BAR } from "roadmap/layout";
import { addMonths, monthsBetween, nearestMonth, yearMonth, iso } from "roadmap/scale";

const THRESHOLD = 4;

export class Drag {
  constructor(chart) {
    this.chart = chart;
    this.flag = element("div", "rm-flag", chart.plot);
    this.flag.hidden = true;
    this.flag.setAttribute("aria-hidden", "true");
    chart.barsLayer.addEventListener("pointerdown", (event) => this.#start(event));
  }

  #start(event) {
    const bar = this.chart.barOf(event.target);
    if (!bar || event.button !== 0) return;
    const mode = event.target.classList.contains("rm-grip") ? "stretch" : event.target.classList.contains("rm-port") ? "link" : "move";
    if (!bar.editable || bar.blocked || bar.finished || (bar.started && mode === "move")) return;
    this.grip = { bar, mode, x: event.clientX, y: event.clientY, moved: null, going: false, frame: 0 };
    const node = this.chart.pool.ensure(bar);
    node.setPointerCapture(event.pointerId);
    const stop = new AbortController();
    const on = (name, act) => node.addEventListener(name, act, { signal: stop.signal });
    on("pointermove", (move) => this.#move(move));
    on("pointerup", (up) => { stop.abort(); this.#drop(up); });
    on("pointercancel", () => { stop.abort(); this.#cancel(); });
    document.addEventListener("keydown", (key) => {
      if (key.key === "Escape" && !key.isComposing) { stop.abort(); this.#cancel(); }
    }, { signal: stop.signal });
  }

  #move(event) {
    const { grip } = this;
    grip.dx = event.clientX - grip.x;
    grip.at = event;
    if (!grip.going && Math.hypot(grip.dx, event.clientY - grip.y) < THRESHOLD) return;
    if (!grip.going) this.#begin();
    grip.frame ||= requestAnimationFrame(() => { grip.frame = 0; this.#draw(); });
  }

  #begin() {
    const { grip, chart } = this;
    grip.going = true;
    chart.pool.shown.get(grip.bar.key).classList.add("is-dragged");
    if (grip.mode !== "link") {
      chart.links.hold(grip.bar);
      chart.drawLinks();
    }
  }

  #draw() {
    const { grip, chart } = this;
    if (!this.grip) return;
    if (grip.mode === "link") return this.#drawPull();
    const days = grip.dx / chart.layout.scale.pixelsPerDay;
    const { start, finish } = grip.bar;
    grip.moved = grip.mode === "move" ? { start: start + days, finish: finish + days } : { start, finish: Math.max(start, finish + days) };
    chart.pool.place(grip.bar, grip.moved);
    chart.links.follow(grip.bar, grip.moved);
    this.#say(grip);
  }

  #drawPull() {
    const { grip, chart } = this;
    const from = chart.layout.box(grip.bar);
    const [x, y] = chart.toPlot(grip.at.clientX, grip.at.clientY);
    chart.links.stretch([from.right, from.top + BAR / 2, x, y]);
    const target = chart.layout.barAt(x, y);
    if (target !== grip.target) {
      chart.pool.shown.get(grip.target?.key)?.classList.remove("is-target");
      grip.target = target !== grip.bar ? target : null;
      chart.pool.shown.get(grip.target?.key)?.classList.add("is-target");
    }
  }

  #say(grip) {
    const { start, finish } = this.#snapped(grip);
    const box = this.chart.layout.box(grip.bar, grip.moved);
    const write = grip.at.shiftKey ? iso : yearMonth;
    this.flag.hidden = false;
    this.flag.textContent = `${write(start)} – ${write(finish - 1)}`;
    this.flag.style.transform = `translate(${box.left}px, ${box.top - 24}px)`;
  }

  // The nearest month, or with Shift the nearest day. A bar keeps its length while it moves.
  #snapped(grip) {
    const { bar, moved, at, mode } = grip;
    const near = at.shiftKey ? Math.round : nearestMonth;
    if (mode === "move") {
      const start = near(moved.start);
      const finish = at.shiftKey ? start + bar.finish - bar.start : addMonths(bar.finish, monthsBetween(bar.start, start));
      return { start, finish };
    }
    const months = Math.max(1, monthsBetween(bar.start, moved.finish));
    return { start: bar.start, finish: at.shiftKey ? Math.round(moved.finish) : addMonths(bar.start, months) };
  }

  #drop(event) {
    const { grip, chart } = this;
    grip.at = event;
    if (!grip.going) return this.#end();
    chart.justDragged = true;
    if (grip.mode === "link") {
      const [x, y] = chart.toPlot(event.clientX, event.clientY);
      const to = chart.layout.barAt(x, y);
      this.#end();
      if (to && to !== grip.bar) chart.mean("link", { from: grip.bar, to });
      return undefined;
    }
    grip.dx = event.clientX - grip.x;
    this.#draw();
    const { start, finish } = this.#snapped(grip);
    const changed = grip.mode === "move" ? start !== grip.bar.start : finish !== grip.bar.finish;
    this.#end();
    if (!changed) return undefined;
    chart.pool.place(grip.bar, { start, finish });
    chart.mean(grip.mode, { bar: grip.bar, start, finish });
    return undefined;
  }

  #cancel() {
    if (this.grip?.going) this.chart.justDragged = true;
    this.#end();
  }

  #end() {
    const { grip, chart } = this;
    if (!grip) return;
    cancelAnimationFrame(grip.frame);
    this.grip = null;
    this.flag.hidden = true;
    chart.links.stretch(null);
    chart.links.hold(null);
    chart.pool.shown.get(grip.bar.key)?.classList.remove("is-dragged");
    chart.pool.shown.get(grip.target?.key)?.classList.remove("is-target");
    chart.pool.place(grip.bar);
    chart.drawLinks();
  }
}
