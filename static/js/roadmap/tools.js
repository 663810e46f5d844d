// The tool row: links that change the view in place, boxes, filters, search, undo and redo.
import { say } from "site/speech";

const DRAWN_HERE = new Set(["zoom", "links", "paths", "ranges"]);

export function bindTools(page) {
  const { root, address } = page;
  root.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-set]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const [name, value] = link.dataset.set.split("=");
    mark(link);
    change(page, name, value);
  });
  root.addEventListener("change", (event) => {
    const box = event.target.closest("[data-filter]");
    if (!box) return;
    const value = box.type === "checkbox" ? (box.checked ? box.dataset.on ?? "1" : box.dataset.off ?? "") : box.value;
    change(page, box.name, value);
    count(root, address);
  });
  root.querySelector("[data-clear-filters]")?.addEventListener("click", () => clear(page));
  for (const button of root.querySelectorAll("[data-take-back]")) {
    button.addEventListener("click", (event) => {
      event.preventDefault();
      page.takeBack(button.dataset.takeBack);
    });
  }
  bindSearch(page, root.querySelector("[data-search]"));
  count(root, address);
}

function change(page, name, value) {
  page.address.set(name, value);
  if (!DRAWN_HERE.has(name)) return page.load();
  const { chart } = page;
  if (name === "ranges") return page.showRanges();
  if (name === "zoom") {
    chart.zoom = value || "fit";
    chart.arrange();
  } else {
    chart.shown = { links: page.address.get("links") !== "0", critical: page.address.get("paths") !== "0" };
    chart.drawLinks();
  }
  return undefined;
}

function mark(link) {
  for (const each of link.parentElement.querySelectorAll("[aria-current]")) each.removeAttribute("aria-current");
  link.setAttribute("aria-current", "true");
}

function clear(page) {
  for (const box of page.root.querySelectorAll(".filter-menu [data-filter]")) {
    if (box.type === "checkbox") box.checked = false;
    else box.value = "";
    page.address.set(box.name, "");
  }
  count(page.root, page.address);
  page.load();
}

function count(root, address) {
  const names = [...root.querySelectorAll(".filter-menu [data-filter]")].map((box) => box.name);
  const on = names.filter((name) => address.get(name)).length;
  const badge = root.querySelector("[data-filter-count]");
  badge.textContent = on || "";
  badge.hidden = !on;
}

// Enter goes to the next hit; while a Korean syllable is still being composed it does nothing.
function bindSearch(page, input) {
  let place = -1;
  input.value = page.address.get("q");
  input.addEventListener("input", () => {
    place = -1;
    const found = page.search(input.value);
    page.address.set("q", input.value.trim());
    if (input.value.trim()) say(page.words.say("found", { count: found.length }));
  });
  input.addEventListener("keydown", (event) => {
    if (event.isComposing || event.key !== "Enter") return;
    event.preventDefault();
    const found = page.found ?? [];
    if (!found.length) return;
    place = (place + (event.shiftKey ? found.length - 1 : 1)) % found.length;
    page.chart.reveal(found[place].key);
    page.chart.select(found[place].key);
    page.chart.pool.flash([found[place].key]);
    say(page.words.bar(found[place], page.chart.model.columns.stage_names[found[place].stage]));
  });
}
