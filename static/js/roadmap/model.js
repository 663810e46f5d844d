// The server's columns, made walkable: bars, links, lanes, and who is linked to whom. Holds no DOM.

export const FLAGS = { critical: 1, blocked: 2, milestone: 4, partly: 8, started: 16, finished: 32, editable: 64 };
export const VERDICTS = ["none", "conditional", "barred", "unknown"];

export class Model {
  constructor(columns) {
    this.columns = columns;
    this.lanes = columns.lanes.map((lane, index) => ({ ...lane, index, bars: [] }));
    this.bars = columns.bars.key.map((_, index) => this.#bar(index));
    this.byKey = new Map(this.bars.map((bar) => [bar.key, bar]));
    this.links = columns.links.from.map((_, index) => this.#link(index));
    this.out = groupBy(this.links, (link) => link.from);
    this.into = groupBy(this.links, (link) => link.to);
    for (const bar of this.bars) bar.lane.bars.push(bar);
    this.#neighbours();
  }

  // Keys of the bars whose place is not what it was: what an edit moved.
  movedSince(older) {
    return this.bars
      .filter((bar) => {
        const was = older.byKey.get(bar.key);
        return was && (was.start !== bar.start || was.finish !== bar.finish || was.blocked !== bar.blocked);
      })
      .map((bar) => bar.key);
  }

  // Bars in reading order: down the lanes, then along the time.
  get ordered() {
    this.order ??= [...this.bars].sort(
      (a, b) => a.y - b.y || Number(a.blocked) - Number(b.blocked) || a.start - b.start,
    );
    return this.order;
  }

  #bar(index) {
    const c = this.columns.bars;
    const flags = c.flags[index];
    return {
      index,
      key: c.key[index],
      name: c.name[index],
      context: c.projects?.[c.project[index]] ?? "",
      lane: this.lanes[c.lane[index]],
      row: c.row[index],
      start: c.start[index],
      finish: c.finish[index],
      stage: c.stage[index],
      verdict: VERDICTS[c.verdict[index]],
      slack: c.slack[index],
      length: c.length[index],
      duration: c.duration?.[index] ?? null,
      unit: c.unit?.[index] ?? "months",
      roots: c.roots?.[index] ?? null,
      critical: Boolean(flags & FLAGS.critical),
      blocked: Boolean(flags & FLAGS.blocked),
      milestone: Boolean(flags & FLAGS.milestone),
      partly: Boolean(flags & FLAGS.partly),
      started: Boolean(flags & FLAGS.started),
      finished: Boolean(flags & FLAGS.finished),
      editable: Boolean(flags & FLAGS.editable),
      y: 0,
    };
  }

  #link(index) {
    const c = this.columns.links;
    return {
      index,
      from: this.bars[c.from[index]],
      to: this.bars[c.to[index]],
      type: c.type[index],
      // At project level a link leaves and enters inside the bars, where its activities stand.
      leaves: c.leaves?.[index] ?? null,
      enters: c.enters?.[index] ?? null,
      critical: Boolean(c.critical[index]),
    };
  }

  // How far a label may run out of its bar: to the next bar of the same row.
  #neighbours() {
    const rows = groupBy(
      this.bars.filter((bar) => !bar.blocked),
      (bar) => `${bar.lane.index}:${bar.row}`,
    );
    for (const row of rows.values()) {
      row.sort((a, b) => a.start - b.start);
      row.forEach((bar, place) => { bar.nextStart = row[place + 1]?.start ?? null; });
    }
  }
}

function groupBy(things, key) {
  const groups = new Map();
  for (const thing of things) {
    const group = groups.get(key(thing));
    if (group) group.push(thing);
    else groups.set(key(thing), [thing]);
  }
  return groups;
}
