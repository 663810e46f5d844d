// Dragging the first or last day of relief in the strip: whole months, shown while it moves.
import { element } from "roadmap/dom";
import { changesOfEdge, edgeDay } from "roadmap/regime-moves";
import { monthsBetween, yearMonth } from "roadmap/scale";

export class EdgeDrag {
  constructor(strip) {
    this.strip = strip;
    this.justDragged = false;
    this.flag = element("div", "rm-flag rg-flag", strip.root);
    this.flag.hidden = true;
    this.flag.setAttribute("aria-hidden", "true");
    strip.rows.addEventListener("pointerdown", (event) => this.#start(event));
  }

  #start(event) {
    const { edge } = event.target.dataset;
    if (!edge || event.button !== 0 || !this.strip.editable) return;
    event.preventDefault();
    const node = event.target.closest(".rg-piece");
    this.held = { node, edge, x: event.clientX, months: 0 };
    event.target.setPointerCapture(event.pointerId);
    const stop = new AbortController();
    const on = (target, name, act) => target.addEventListener(name, act, { signal: stop.signal });
    on(event.target, "pointermove", (move) => this.#move(move));
    on(event.target, "pointerup", () => { stop.abort(); this.#drop(); });
    on(event.target, "pointercancel", () => { stop.abort(); this.#cancel(); });
    on(document, "keydown", (key) => {
      if (key.key === "Escape" && !key.isComposing) { stop.abort(); this.#cancel(); }
    });
  }

  #move(event) {
    const { node, edge, x } = this.held;
    const { piece } = node;
    const days = (event.clientX - x) / this.strip.chart.layout.scale.pixelsPerDay;
    const from = edge === "since" ? piece.since : piece.until;
    let months = monthsBetween(from, from + days);
    // A stretch keeps at least a day.
    while (edge === "since" && months > 0 && edgeDay(piece, edge, months) >= piece.until) months -= 1;
    while (edge === "until" && months < 0 && edgeDay(piece, edge, months) <= piece.since) months += 1;
    this.held.months = months;
    const day = edgeDay(piece, edge, months);
    this.strip.place(node, ...(edge === "since" ? [day, piece.until] : [piece.since, day]));
    const box = this.strip.root.getBoundingClientRect();
    this.flag.hidden = false;
    this.flag.textContent = yearMonth(edge === "since" ? day : day - 1);
    this.flag.style.transform = `translate(${event.clientX - box.left}px, ${event.clientY - box.top - 30}px)`;
  }

  #drop() {
    const { node, edge, months } = this.held;
    const keys = edge === "since" ? node.piece.opens : node.piece.closes;
    this.#cancel();
    if (months) this.strip.move(changesOfEdge(this.strip.strip.windows, keys, edge, months));
  }

  #cancel() {
    this.flag.hidden = true;
    this.justDragged = true;
    setTimeout(() => { this.justDragged = false; });
    this.held = null;
    this.strip.draw();
  }
}
