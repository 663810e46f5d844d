// The strip above the chart: every measure that binds something, on the chart's own time axis.
// It draws what the server says and asks the page to move the windows of the scenario.
import { element, textWidth } from "roadmap/dom";
import { onStripKey } from "roadmap/regime-keys";
import { EdgeDrag } from "roadmap/regime-drag";

const WORD = '500 11.5px "Planner Sans"';
const SHOWN_AT_FIRST = 4;
// No stretch is harder to hit than this, however short it is drawn.
const LEAST_TARGET = 24;

export class Regimes {
  constructor(root, page) {
    this.root = root;
    this.page = page;
    this.chart = page.chart;
    this.rows = root.querySelector(".strip-rows");
    this.fold = root.querySelector(".strip-fold");
    this.focused = null;
    this.drag = new EdgeDrag(this);
    this.#listen();
    this.open = page.address.get("strip") !== "0" && innerWidth > 720;
    if (page.address.get("strip") === "1") this.open = true;
    this.all = false;
  }

  get editable() {
    return this.chart.editable;
  }

  set open(open) {
    this.rows.hidden = !open;
    this.fold.setAttribute("aria-expanded", String(open));
    this.root.classList.toggle("is-open", open);
  }

  get open() {
    return !this.rows.hidden;
  }

  async load(revision) {
    const response = await fetch(`${this.page.root.dataset.strip}?${this.page.address.forServer}`, { headers: { Accept: "application/json" } }).catch(() => null);
    if (!response?.ok) {
      if (!this.strip) this.root.hidden = true;
      return;
    }
    const strip = await response.json();
    if (this.strip && strip.revision < revision) return;
    this.strip = strip;
    this.root.classList.remove("is-awaited");
    this.root.hidden = strip.groups.length === 0;
    this.#head();
    this.chart.mark(strip.stops);
    this.draw();
  }

  // Everything anew, after other data or another zoom.
  draw() {
    const { layout } = this.chart;
    if (!this.strip || !layout) return;
    const held = this.rows.contains(document.activeElement) ? this.focused : null;
    const { scrollTop } = this.rows;
    this.drawn = layout;
    this.rows.style.setProperty("--rm-label", `${this.chart.labelWidth}px`);
    this.rows.replaceChildren();
    let left = this.all ? Infinity : SHOWN_AT_FIRST;
    for (const group of this.strip.groups) {
      const shown = group.rows.slice(0, left);
      left -= shown.length;
      if (shown.length) this.#group(group, shown);
    }
    this.#more();
    this.scroll();
    this.rows.scrollTop = scrollTop;
    const pieces = this.pieces;
    const at = pieces.find((node) => node.dataset.id === this.focused) ?? pieces[0];
    if (at) at.tabIndex = 0;
    if (held && at?.dataset.id === held) at.focus({ preventScroll: true });
  }

  // The chart was scrolled: the tracks go along.
  scroll() {
    if (this.chart.layout !== this.drawn) return this.draw();
    for (const track of this.rows.querySelectorAll(".rg-pieces")) {
      track.style.transform = `translateX(${-this.chart.scroller.scrollLeft}px)`;
    }
    return undefined;
  }

  get pieces() {
    return [...this.rows.querySelectorAll(".rg-piece")];
  }

  pieceOf(node) {
    const found = node.closest?.(".rg-piece");
    return found ? found.piece : null;
  }

  focus(node) {
    node.focus({ preventScroll: true });
    node.closest(".rg-row").scrollIntoView({ block: "nearest" });
  }

  choose(measure) {
    this.page.address.set("select", `measure:${measure}`);
    this.page.panel.show(`measure:${measure}`);
  }

  // Moves the first or the last day of the windows behind a piece; the server decides what follows.
  move(changes) {
    if (!changes.length) return undefined;
    return this.page.edit(changes);
  }

  #head() {
    const { strip } = this;
    const count = strip.groups.reduce((sum, group) => sum + group.rows.length, 0);
    this.root.querySelector("[data-strip-count]").textContent = count;
    const chip = this.root.querySelector("[data-strip-scenario]");
    chip.textContent = chip.dataset.pattern.replace("{scenario}", strip.title);
    chip.hidden = !strip.hypothetical;
    const legend = this.root.querySelector("[data-strip-states]");
    const there = new Set(strip.groups.flatMap((group) => group.rows.flatMap((row) => row.pieces.map((piece) => piece.state))));
    legend.replaceChildren();
    for (const { state, word } of strip.states.filter((each) => there.has(each.state))) {
      const entry = element("span", "", legend);
      element("i", `rg-swatch is-${state}`, entry);
      entry.append(word);
    }
  }

  #group(group, shown) {
    const box = element("div", "rg-group", this.rows);
    box.setAttribute("role", "group");
    box.setAttribute("aria-label", group.title);
    for (const row of shown) this.#row(box, group, row);
  }

  #row(box, group, row) {
    const line = element("div", "rg-row", box);
    const label = element("button", "rg-label", line);
    label.type = "button";
    label.title = `${row.name} · ${row.projects}`;
    element("small", "", label).textContent = group.brief;
    element("span", "", label).textContent = row.short;
    element("b", "", label).textContent = row.projects;
    label.addEventListener("click", () => this.choose(row.measure));
    const track = element("div", "rg-track", line);
    const pieces = element("div", "rg-pieces", track);
    row.pieces.forEach((piece, place) => this.#piece(pieces, row, piece, place));
  }

  #piece(parent, row, piece, place) {
    const { scale } = this.chart.layout;
    const since = Math.max(piece.since, scale.start);
    const until = Math.min(piece.until, scale.end);
    if (until <= since) return;
    const node = element("div", `rg-piece is-${piece.state}`, parent);
    node.piece = { ...piece, measure: row.measure };
    node.dataset.id = `${row.measure}#${place}`;
    node.tabIndex = -1;
    node.setAttribute("role", "button");
    node.setAttribute("aria-label", piece.label);
    node.setAttribute("aria-describedby", "strip-help");
    node.title = piece.label;
    const fill = element("i", `rg-fill is-${piece.state}`, node);
    this.place(node, since, until);
    const width = (until - since) * scale.pixelsPerDay;
    if (textWidth(piece.word, WORD) + 14 < width) element("span", "", fill).textContent = piece.word;
    if (!this.editable) return;
    if (piece.opens.length && piece.since >= scale.start) element("i", "rg-grip is-first", fill).dataset.edge = "since";
    if (piece.closes.length && piece.until <= scale.end) element("i", "rg-grip is-last", fill).dataset.edge = "until";
  }

  place(node, since, until) {
    const { scale } = this.chart.layout;
    const width = Math.max(3, (until - since) * scale.pixelsPerDay - 1);
    const around = Math.max(0, (LEAST_TARGET - width) / 2);
    node.classList.toggle("is-narrow", around > 0);
    node.style.left = `${(scale.x(since) - around).toFixed(1)}px`;
    node.style.width = `${(width + 2 * around).toFixed(1)}px`;
    node.firstChild.style.margin = `0 ${around.toFixed(1)}px`;
  }

  #more() {
    const hidden = this.strip.groups.reduce((sum, group) => sum + group.rows.length, 0) - SHOWN_AT_FIRST;
    if (hidden <= 0) return;
    const button = element("button", "rg-more", this.rows);
    button.type = "button";
    button.textContent = this.page.words.say(this.all ? "strip_fewer" : "strip_more", { count: hidden });
    button.addEventListener("click", () => {
      this.all = !this.all;
      this.draw();
      this.rows.querySelector(".rg-more").focus();
    });
  }

  // One stretch is reached by Tab, the others from it.
  #settle(node) {
    for (const each of this.pieces) each.tabIndex = -1;
    node.tabIndex = 0;
    this.focused = node.dataset.id;
    this.#reveal(node.piece);
  }

  // Scrolls the chart along where the piece is out of its window.
  #reveal(piece) {
    const { scroller, layout, labelWidth } = this.chart;
    const left = layout.scale.x(Math.max(piece.since, layout.scale.start));
    const right = layout.scale.x(Math.min(piece.until, layout.scale.end));
    const width = scroller.clientWidth - labelWidth;
    if (right < scroller.scrollLeft + 24 || left > scroller.scrollLeft + width - 24) scroller.scrollLeft = Math.max(0, left - width / 4);
  }

  #listen() {
    this.fold.addEventListener("click", () => {
      this.open = !this.open;
      this.page.address.set("strip", this.open ? "1" : "0");
      if (this.open) this.draw();
    });
    this.chart.addEventListener("rm-view", () => this.scroll());
    this.rows.addEventListener("focusin", (event) => {
      if (event.target.classList.contains("rg-piece")) this.#settle(event.target);
    });
    this.rows.addEventListener("keydown", (event) => onStripKey(this, event));
    this.rows.addEventListener("click", (event) => {
      const piece = this.pieceOf(event.target);
      if (!piece || this.drag.justDragged) return;
      this.focus(event.target.closest(".rg-piece"));
      this.choose(piece.measure);
    });
  }
}
