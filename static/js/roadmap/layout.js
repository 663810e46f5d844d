// Where everything stands: lanes down the page, bars in their rows, blocked bars in a band of their own.

export const ROW = 31;
export const BAR = 20;
export const BAR_TOP = 5;
export const HEAD = 78;
const BAND = 300;
const BAND_GAP = 18;
const SHORTEST = 4;

export class Layout {
  constructor(model, scale, collapsed = new Set()) {
    this.model = model;
    this.scale = scale;
    this.collapsed = collapsed;
    let y = 0;
    for (const lane of model.lanes) {
      lane.folded = collapsed.has(lane.key);
      lane.y = y;
      lane.height = ROW * (lane.folded ? 1 : Math.max(1, lane.rows));
      y += lane.height;
    }
    this.height = y;
    this.longest = Math.max(1, ...model.bars.filter((bar) => bar.blocked).map((bar) => bar.length));
    this.hasBand = model.bars.some((bar) => bar.blocked);
    this.bandLeft = scale.width + BAND_GAP;
    this.width = this.hasBand ? this.bandLeft + BAND : scale.width;
    this.#sort();
  }

  get bandWidth() {
    return BAND;
  }

  // The bar's box; `moved` holds other days while it is being dragged.
  box(bar, moved = bar) {
    const top = bar.y + BAR_TOP;
    if (bar.blocked) {
      const left = this.bandLeft + 10;
      const width = Math.max(26, (bar.length / this.longest) * (BAND * 0.55));
      return { left, right: left + width, top, height: BAR };
    }
    const left = this.scale.x(moved.start);
    if (bar.milestone) return { left: left - BAR / 2, right: left + BAR / 2, top, height: BAR };
    return { left, right: Math.max(left + SHORTEST, this.scale.x(moved.finish)), top, height: BAR };
  }

  // The bars whose rows lie between two heights.
  *between(top, bottom) {
    const first = Math.max(0, Math.floor(top / ROW) - 1);
    const last = Math.min(this.rows.length - 1, Math.ceil(bottom / ROW));
    for (let row = first; row <= last; row += 1) yield* this.rows[row];
  }

  barAt(x, y) {
    for (const bar of this.between(y - ROW, y + ROW)) {
      const box = this.box(bar);
      if (x >= box.left && x <= box.right && y >= box.top && y <= box.top + box.height) return bar;
    }
    return null;
  }

  #sort() {
    this.rows = Array.from({ length: Math.ceil(this.height / ROW) + 1 }, () => []);
    for (const bar of this.model.bars) {
      bar.y = bar.lane.y + (bar.lane.folded ? 0 : bar.row * ROW);
      if (!bar.lane.folded) this.rows[Math.round(bar.y / ROW)].push(bar);
    }
    this.model.order = null;
  }
}
