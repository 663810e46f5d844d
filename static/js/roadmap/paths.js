// Where a link runs, as pieces of an SVG path: right angles only, from edge to edge. Holds no DOM.

const STUB = 7;
const HEAD = 5;

// `from` and `to` are boxes {left, right, top, height}; `leaves` and `enters` x positions or null.
export function route(from, to, type, leaves, enters) {
  const startsAtLeft = type === "SS" || type === "SF";
  const endsAtRight = type === "FF" || type === "SF";
  const x1 = leaves ?? (startsAtLeft ? from.left : from.right);
  const x2 = enters ?? (endsAtRight ? to.right : to.left);
  const y1 = middle(from);
  const y2 = middle(to);
  const inside = leaves !== null && leaves < from.right - 1;
  const level = Math.abs(y1 - y2) < 1;
  if (inside && !level) return drop(x1, from, x2, y2, endsAtRight, to);
  const meets = !startsAtLeft && !endsAtRight && !level && x2 > x1 - 2 && x2 < x1 + 2 * STUB;
  if (meets) return fall(x2 + 5, y1, y2 > y1, to, `M${r(x1)} ${r(y1)}`);
  const line = elbow(x1, y1, startsAtLeft ? -1 : 1, x2, y2, endsAtRight ? 1 : -1, from, to);
  return { line, head: arrow(x2, y2, endsAtRight) };
}

// From the middle of a bar: straight down (or up) its edge, then across to the other bar.
function drop(x1, from, x2, y2, endsAtRight, to) {
  const down = y2 > middle(from);
  const y1 = down ? from.top + from.height : from.top;
  const tip = endsAtRight ? x2 + HEAD : x2 - HEAD;
  const room = endsAtRight ? x1 > tip : x1 < tip;
  if (room) return { line: `M${r(x1)} ${r(y1)}V${r(y2)}H${r(tip)}`, head: arrow(x2, y2, endsAtRight) };
  if (x1 < to.right - 4 && !endsAtRight) return fall(Math.max(x1, x2 + 5), y1, down, to, `M${r(x1)} ${r(y1)}`);
  const turn = down ? to.top - 5 : to.top + to.height + 5;
  const side = endsAtRight ? x2 + STUB : x2 - STUB;
  return { line: `M${r(x1)} ${r(y1)}V${r(turn)}H${r(side)}V${r(y2)}H${r(tip)}`, head: arrow(x2, y2, endsAtRight) };
}

// Into the upper (or lower) edge of a bar that begins where the other one ends: no room for a bend.
function fall(x, y1, down, to, begin) {
  const edge = down ? to.top : to.top + to.height;
  const tip = down ? edge - HEAD : edge + HEAD;
  const back = down ? edge - HEAD - 1 : edge + HEAD + 1;
  return {
    line: `${begin}H${r(x)}V${r(tip)}`,
    head: `M${r(x)} ${r(edge)}L${r(x - 3.6)} ${r(back)}H${r(x + 3.6)}Z`,
  };
}

function elbow(x1, y1, out, x2, y2, into, from, to) {
  const tip = x2 + into * HEAD;
  const a = x1 + out * STUB;
  const b = x2 + into * STUB;
  if (out === 1 && into === -1) {
    if (Math.abs(y1 - y2) < 1 && x2 > x1) return `M${r(x1)} ${r(y1)}H${r(tip)}`;
    if (b >= a) return `M${r(x1)} ${r(y1)}H${r(a)}V${r(y2)}H${r(tip)}`;
    const gap = y2 >= y1 ? to.top - 5 : to.top + to.height + 5;
    return `M${r(x1)} ${r(y1)}H${r(a)}V${r(gap)}H${r(b)}V${r(y2)}H${r(tip)}`;
  }
  if (out === into) {
    const side = out === 1 ? Math.max(a, b) : Math.min(a, b);
    return `M${r(x1)} ${r(y1)}H${r(side)}V${r(y2)}H${r(tip)}`;
  }
  const gap = y2 >= y1 ? from.top + from.height + 5 : from.top - 5;
  return `M${r(x1)} ${r(y1)}H${r(a)}V${r(gap)}H${r(b)}V${r(y2)}H${r(tip)}`;
}

function arrow(x, y, fromRight) {
  const back = fromRight ? x + HEAD + 1 : x - HEAD - 1;
  return `M${r(x)} ${r(y)}L${r(back)} ${r(y - 3.6)}V${r(y + 3.6)}Z`;
}

function middle(box) {
  return box.top + box.height / 2;
}

function r(number) {
  return Math.round(number * 10) / 10;
}
