// Asks every few seconds whether somebody else saved a revision, and offers to show it.
import { toast } from "site/toast";

const EVERY = 5_000;
const EVERY_HIDDEN = 15_000;

export function followPulse(page) {
  let told = 0;
  const ask = async () => {
    const since = Math.max(told, page.edits.revision);
    const response = await fetch(`${page.root.dataset.pulse}?since=${since}`).catch(() => null);
    if (response?.status === 200) {
      const pulse = await response.json();
      if (pulse.revision > page.edits.revision) {
        told = pulse.revision;
        toast(pulse.sentence, { action: { label: page.words.say("show_newest"), run: () => show(page) } });
      }
    }
    setTimeout(ask, document.hidden ? EVERY_HIDDEN : EVERY);
  };
  setTimeout(ask, EVERY);
}

async function show(page) {
  const moved = await page.load();
  page.panel.reload();
  toast(page.words.say(moved.length ? "moved" : "moved_none", { count: moved.length }));
}
