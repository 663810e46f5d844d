// What the reader sees is in the address: it can be sent, kept and reloaded.

const ON_SERVER = ["scenario", "supply", "lanes", "level", "stage", "zone", "industry", "verdict", "critical", "blocked", "compare"];

export class Address {
  constructor() {
    this.query = new URLSearchParams(location.search);
  }

  get(name) {
    return this.query.get(name) ?? "";
  }

  set(name, value) {
    if (value) this.query.set(name, value);
    else this.query.delete(name);
    const text = this.query.toString();
    history.replaceState(history.state, "", text ? `?${text}` : location.pathname);
    for (const link of document.querySelectorAll("a[data-keeps-view]")) {
      const own = new URLSearchParams(link.dataset.keepsView);
      const kept = new URLSearchParams(this.query);
      for (const [key, each] of own) {
        if (each) kept.set(key, each);
        else kept.delete(key);
      }
      link.search = kept.toString();
    }
  }

  // The part of the view that the server packs, filters and schedules by.
  get forServer() {
    const kept = new URLSearchParams();
    for (const name of ON_SERVER) if (this.get(name)) kept.set(name, this.get(name));
    return kept.toString();
  }
}
