// The roadmap page: brings the chart, the tools, the panel and the server together.
import "roadmap/element";
import { Address } from "roadmap/address";
import { askAboutConflict } from "roadmap/conflict";
import { changesOfLink, changesOfMove, changesOfStretch, Edits } from "roadmap/edits";
import { Overview } from "roadmap/overview";
import { MEASURE, Panel } from "roadmap/panel";
import { followPulse } from "roadmap/pulse";
import { Regimes } from "roadmap/regimes";
import { bindTools } from "roadmap/tools";
import { Words } from "roadmap/words";
import { yearMonth } from "roadmap/scale";
import { toast } from "site/toast";

class RoadmapPage {
  constructor(root) {
    this.root = root;
    this.words = new Words(JSON.parse(document.getElementById("roadmap-texts").textContent));
    this.address = new Address();
    this.edits = new Edits(root.dataset.plan, 0);
    this.chart = root.querySelector("ic-roadmap");
    this.panel = new Panel(root.querySelector(".panel"), this);
  }

  async open() {
    const { chart, address } = this;
    chart.editable = this.root.dataset.editable === "1";
    chart.words = this.words;
    chart.zoom = address.get("zoom") || "fit";
    chart.folded = new Set(address.get("folded").split(",").filter(Boolean));
    chart.shown = { links: address.get("links") !== "0", critical: address.get("paths") !== "0" };
    this.regimes = new Regimes(this.root.querySelector("[data-strip]"), this);
    this.#listen();
    bindTools(this);
    await this.load();
    const chosen = address.get("select");
    if (chosen.startsWith(MEASURE)) this.panel.show(chosen);
    if (chosen && chart.model?.byKey.has(chosen)) {
      chart.select(chosen);
      chart.pool.focus(chosen);
      chart.reveal(chosen);
    }
    this.overview = new Overview(this.root.querySelector(".overview"), chart);
    this.#drawOverview();
    followPulse(this);
  }

  // Fetches and draws. Returns the keys of the bars that stand elsewhere than before.
  async load() {
    const number = (this.latest = (this.latest ?? 0) + 1);
    const response = await fetch(`${this.root.dataset.columns}?${this.address.forServer}`, { headers: { Accept: "application/json" } });
    if (!response.ok) {
      toast(this.words.say("no_answer"), { error: true, close: this.words.say("close") });
      return [];
    }
    const columns = await response.json();
    if (number !== this.latest) return [];
    await this.showRanges(columns);
    const older = this.chart.model;
    this.edits.revision = columns.revision;
    this.chart.columns = columns;
    this.search(this.address.get("q"));
    this.#describeCosts(columns.costs);
    this.root.dataset.ready = "1";
    this.regimes.load(columns.revision);
    if (!older) performance.mark("first-bars");
    this.root.querySelector("[data-empty]").hidden = columns.bars.key.length > 0;
    return older && older.columns.level === columns.level ? this.chart.model.movedSince(older) : [];
  }

  // Hands the chart the ranges of what it shows, or of columns to come; it draws what it has of them.
  async showRanges(coming = null) {
    const wanted = this.address.get("ranges") === "1" && this.root.dataset.spans && !this.address.get("supply");
    const found = wanted ? await this.#fetchRanges() : null;
    if (found && !Object.keys(found).length) toast(this.words.say("no_ranges"), { close: this.words.say("close") });
    this.chart.spans = new Map(Object.entries(found ?? {}));
    if (!coming) this.chart.arrange();
  }

  async #fetchRanges() {
    const response = await fetch(`${this.root.dataset.spans}?${this.address.forServer}`, { headers: { Accept: "application/json" } });
    if (response.ok) return (await response.json()).spans;
    toast(this.words.say("no_answer"), { error: true, close: this.words.say("close") });
    return null;
  }

  // Sends changes; whatever the answer, the chart shows what is true and nothing typed is lost.
  async edit(changes, { bar = null, wanted = null, onRevision } = {}) {
    const answer = await this.edits.send(changes, onRevision);
    if (answer.ok) {
      await this.#redraw(bar, wanted);
      return true;
    }
    if (answer.status === 409) return this.#settle(changes, answer.body, { bar, wanted });
    if (bar) this.chart.restore(bar);
    toast(this.#sentence(answer), { error: true, close: this.words.say("close") });
    return false;
  }

  async takeBack(verb) {
    const answer = await this.edits[verb]();
    if (answer.ok) await this.#redraw(null, null, this.words.say(`${verb}_done`));
    else toast(this.#sentence(answer), { error: true, close: this.words.say("close") });
  }

  search(text) {
    const wanted = text.trim().toLocaleLowerCase();
    const hit = (bar) => `${bar.key} ${bar.name} ${bar.context} ${bar.lane.name}`.toLocaleLowerCase().includes(wanted);
    this.chart.pool.dim(wanted ? (bar) => !hit(bar) : () => false);
    this.found = wanted ? this.chart.model.ordered.filter((bar) => !bar.lane.folded && hit(bar)) : [];
    return this.found;
  }

  async #redraw(bar, wanted, before = "") {
    const moved = await this.load();
    this.panel.reload();
    const now = bar ? this.chart.model.byKey.get(bar.key) : null;
    const sentences = [before, this.words.say(moved.length ? "moved" : "moved_none", { count: moved.length })];
    if (now && !now.blocked && wanted && now.start > wanted.start + 5) {
      sentences.push(this.words.say("held", { name: now.name, start: yearMonth(now.start), wanted: yearMonth(wanted.start) }));
    }
    toast(sentences.filter(Boolean).join(" "));
  }

  async #settle(changes, body, { bar, wanted }) {
    const answer = await askAboutConflict(this.words, body.conflicts ?? []);
    if (answer === "mine") return this.edit(changes, { bar, wanted, onRevision: body.revision });
    await this.load();
    this.panel.reload();
    return false;
  }

  #sentence(answer) {
    const found = (answer.body.problems ?? []).map((problem) => problem.message).filter(Boolean);
    return found.join(" ") || answer.body.detail || this.words.say("no_answer");
  }

  #describeCosts(costs) {
    const label = this.chart.costLabel;
    label.replaceChildren();
    if (!costs) return;
    const title = document.createElement("b");
    title.textContent = this.words.say("costs");
    label.append(title, this.words.say("costs_note"), document.createElement("br"),
      this.words.say(costs.price_year ? "costs_unit" : "costs_unit_undated", costs));
    const sentence = costs.year.map((year, n) => `${year}: ${costs.label[n]}`).join(", ");
    this.chart.costs.setAttribute("aria-label", `${this.words.say("costs")}. ${sentence}`);
  }

  #listen() {
    const { chart } = this;
    chart.addEventListener("rm-choose", ({ detail }) => {
      this.address.set("select", detail.key);
      this.panel.show(detail.key);
    });
    chart.addEventListener("rm-fold", ({ detail }) => this.address.set("folded", detail.keys.join(",")));
    chart.addEventListener("rm-view", () => this.#drawOverview());
    chart.addEventListener("rm-mean", ({ detail }) => this.#mean(detail));
    document.addEventListener("keydown", (event) => this.#shortcut(event));
  }

  #mean(detail) {
    if (detail.what === "link") return this.edit(changesOfLink(detail.from.key, detail.to.key));
    const { bar, start, finish } = detail;
    const changes = detail.what === "move" ? changesOfMove(detail) : changesOfStretch(detail);
    if (!changes.length) {
      this.chart.restore(bar);
      return toast(this.words.say("cannot_move"), { error: true, close: this.words.say("close") });
    }
    this.chart.pool.shown.get(bar.key)?.classList.add("is-waiting");
    return this.edit(changes, { bar, wanted: detail.what === "move" ? { start, finish } : null });
  }

  // Shown only while some of the plan is out of sight.
  #drawOverview() {
    if (!this.overview) return;
    const { scroller } = this.chart;
    const fits = scroller.scrollWidth <= scroller.clientWidth + 4 && scroller.scrollHeight <= scroller.clientHeight * 1.4;
    this.root.querySelector(".overview-box").hidden = fits;
    if (!fits) this.overview.draw();
  }

  #shortcut(event) {
    if (event.isComposing || !(event.ctrlKey || event.metaKey) || event.target.closest("input, textarea, select, dialog")) return;
    const key = event.key.toLowerCase();
    const verb = key === "z" ? (event.shiftKey ? "redo" : "undo") : key === "y" ? "redo" : null;
    if (!verb || !this.root.dataset.edits) return;
    event.preventDefault();
    this.takeBack(verb);
  }
}

const root = document.getElementById("roadmap");
if (root?.querySelector("ic-roadmap")) new RoadmapPage(root).open();
