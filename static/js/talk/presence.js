// A heartbeat while the page is looked at: says what is open here, shows who else is in the plan.
import { say } from "site/speech";

const EVERY = 5_000;

export function followPresence(place) {
  let known = new Set();
  let held = [];
  const beat = async () => {
    if (!document.hidden) {
      const people = await ask(place.dataset.present);
      if (people) {
        draw(place, people);
        tell(place, people, known);
        known = new Set(people.map((each) => each.id));
        held = people;
        flag(held);
      }
    }
    setTimeout(beat, EVERY);
  };
  // Bars come and go as the chart is scrolled; those that somebody holds keep their flag.
  const layer = document.querySelector("ic-roadmap");
  if (layer) new MutationObserver(() => flag(held)).observe(layer, { childList: true, subtree: true });
  beat();
}

async function ask(address) {
  const token = document.querySelector("meta[name='csrf-token']").content;
  const body = new URLSearchParams({ about: here() });
  const answer = await fetch(address, { method: "POST", body, headers: { "X-CSRFToken": token } }).catch(() => null);
  return answer?.ok ? (await answer.json()).people : null;
}

// What is open: the bar that is chosen, else the thing whose comments stand on the page.
function here() {
  const chosen = document.querySelector("ic-roadmap") && new URLSearchParams(location.search).get("select");
  if (chosen) return `${chosen.includes(".") ? "activity" : "project"}:${chosen}`;
  return document.querySelector(".talk")?.dataset.about ?? "plan:plan";
}

function draw(place, people) {
  place.replaceChildren(...people.map((each) => {
    const mark = document.createElement("span");
    mark.title = each.kind === "plan" ? each.name : `${each.name} · ${each.key}`;
    mark.setAttribute("role", "img");
    mark.setAttribute("aria-label", mark.title);
    mark.textContent = [...each.name][0].toUpperCase();
    return mark;
  }));
}

// Said once, when somebody comes; never again while they stay.
function tell(place, people, known) {
  const fresh = people.filter((each) => !known.has(each.id)).map((each) => each.name);
  if (fresh.length) say(place.dataset.sentence.replace("{who}", fresh.join(", ")));
}

function flag(people) {
  const names = new Map();
  for (const each of people) {
    if (each.key) names.set(each.key, [...(names.get(each.key) ?? []), each.name]);
  }
  for (const bar of document.querySelectorAll("ic-roadmap .rm-bar")) {
    const text = names.get(bar.dataset.key)?.join(", ") ?? "";
    const old = bar.querySelector(".rm-present");
    if ((old?.textContent ?? "") === text) continue;
    old?.remove();
    bar.classList.toggle("is-held", Boolean(text));
    if (text) {
      const mark = document.createElement("i");
      mark.className = "rm-present";
      mark.textContent = text;
      bar.append(mark);
    }
  }
}
