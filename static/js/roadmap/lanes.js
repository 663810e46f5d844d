// The names on the left: one header per lane, which folds and unfolds it.
import { element } from "roadmap/dom";
import { ROW } from "roadmap/layout";

export function drawLanes(target, layout, view, words, onFold) {
  const shown = new Map([...target.children].map((child) => [child.dataset.key, child]));
  for (const lane of layout.model.lanes) {
    const inside = lane.y + lane.height > view.top && lane.y < view.bottom;
    const old = shown.get(lane.key);
    shown.delete(lane.key);
    if (!inside) {
      if (old && !old.contains(document.activeElement)) old.remove();
      continue;
    }
    const header = old ?? make(lane, words, onFold, target);
    header.style.transform = `translateY(${lane.y}px)`;
    header.style.height = `${lane.height}px`;
    header.classList.toggle("is-low", lane.height < ROW * 2);
    header.classList.toggle("is-folded", lane.folded);
    header.querySelector("button").setAttribute("aria-expanded", String(!lane.folded));
  }
  for (const gone of shown.values()) gone.remove();
}

function make(lane, words, onFold, target) {
  const header = element("div", "rm-lane", target);
  header.dataset.key = lane.key;
  const fold = element("button", "rm-fold", header);
  fold.type = "button";
  const name = element("b", "", fold);
  name.textContent = lane.name;
  fold.title = lane.name;
  fold.setAttribute("aria-label", words.say("lane_fold", { lane: lane.name, summary: lane.summary }));
  if (lane.code) element("code", "", header).textContent = lane.code;
  element("small", "", header).textContent = lane.summary;
  if (lane.tag && lane.rows > 2) element("em", "", header).textContent = lane.tag;
  fold.addEventListener("click", () => onFold(lane.key));
  return header;
}
