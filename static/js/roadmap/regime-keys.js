// The strip by keyboard: walk between stretches, open a measure, move first and last days by months.
import { changesOfEdge } from "roadmap/regime-moves";

export function onStripKey(strip, event) {
  if (event.isComposing || event.ctrlKey || event.metaKey) return;
  const node = event.target.closest(".rg-piece");
  if (!node) return;
  const months = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
  if (event.altKey && months) {
    event.preventDefault();
    shift(strip, node.piece, event.shiftKey ? "until" : "since", months);
    return;
  }
  if (event.altKey) return;
  if (event.key === "Enter" || event.key === " ") {
    event.preventDefault();
    strip.choose(node.piece.measure);
    return;
  }
  const next = neighbour(strip.pieces, node, event.key);
  if (!next) return;
  event.preventDefault();
  strip.focus(next);
}

function shift(strip, piece, edge, months) {
  const keys = edge === "since" ? piece.opens : piece.closes;
  if (!strip.editable || !keys.length) return;
  strip.move(changesOfEdge(strip.strip.windows, keys, edge, months));
}

function neighbour(pieces, node, key) {
  const place = pieces.indexOf(node);
  switch (key) {
    case "ArrowRight": return pieces[place + 1];
    case "ArrowLeft": return pieces[place - 1];
    case "ArrowDown": return inRow(pieces.slice(place + 1), node);
    case "ArrowUp": return inRow(pieces.slice(0, place).reverse(), node);
    case "Home": return pieces[0];
    case "End": return pieces.at(-1);
    default: return undefined;
  }
}

// Of the next row, the stretch that holds the day in the middle of this one.
function inRow(pieces, node) {
  const day = (node.piece.since + node.piece.until) / 2;
  const row = pieces.find((each) => each.piece.measure !== node.piece.measure)?.piece.measure;
  const there = pieces.filter((each) => each.piece.measure === row);
  return there.find((each) => each.piece.since <= day && day < each.piece.until) ?? there[0];
}
