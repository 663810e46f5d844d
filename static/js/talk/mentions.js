// After "@" the members are offered below the field: arrows choose, Enter or Tab takes, Escape closes.
const RUN = /(?:^|[^\w.])@([\p{L}\p{N}_.+-]*)$/u;
const MOST = 8;
const lists = new Map();

export function completeMentions(field) {
  if (field.dataset.completes) return;
  field.dataset.completes = "1";
  new Completion(field);
}

class Completion {
  constructor(field) {
    this.field = field;
    this.part = field.closest("[data-members]");
    this.chosen = 0;
    this.found = [];
    field.setAttribute("aria-autocomplete", "list");
    field.addEventListener("input", () => this.offer());
    field.addEventListener("keydown", (event) => this.#key(event));
    field.addEventListener("blur", () => setTimeout(() => this.close(), 150));
  }

  async offer() {
    const typed = this.#typed();
    if (typed === null) return this.close();
    const members = await membersOf(this.part.dataset.members);
    if (this.#typed() !== typed) return undefined;
    const wanted = typed.toLowerCase();
    this.found = members.filter((each) => `${each.username} ${each.name}`.toLowerCase().includes(wanted)).slice(0, MOST);
    this.chosen = 0;
    return this.found.length ? this.#draw() : this.close();
  }

  close() {
    this.list?.remove();
    this.list = null;
    this.field.removeAttribute("aria-controls");
    this.field.removeAttribute("aria-activedescendant");
  }

  // In Korean, Enter and the arrows first of all belong to the syllable being composed.
  #key(event) {
    if (!this.list || event.isComposing || event.keyCode === 229) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      const step = event.key === "ArrowDown" ? 1 : -1;
      this.chosen = (this.chosen + step + this.found.length) % this.found.length;
      this.#mark();
    } else if (event.key === "Enter" || event.key === "Tab") this.#take(this.found[this.chosen]);
    else if (event.key === "Escape") this.close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  #typed() {
    const before = this.field.value.slice(0, this.field.selectionStart);
    return RUN.exec(before)?.[1] ?? null;
  }

  #take(member) {
    const { field } = this;
    const end = field.selectionStart;
    const start = end - this.#typed().length;
    field.setRangeText(`${member.username} `, start, end, "end");
    field.dispatchEvent(new Event("input", { bubbles: true }));
    this.close();
  }

  #draw() {
    this.close();
    this.list = document.createElement("ul");
    this.list.className = "mention-list";
    this.list.id = `${this.field.id}-people`;
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", this.part.dataset.mentionLabel);
    this.found.forEach((member, index) => {
      const item = document.createElement("li");
      item.id = `${this.list.id}-${index}`;
      item.setAttribute("role", "option");
      item.textContent = `@${member.username} ${member.name === member.username ? "" : member.name}`;
      item.addEventListener("mousedown", (event) => {
        event.preventDefault();
        this.#take(member);
      });
      this.list.append(item);
    });
    this.field.after(this.list);
    this.field.setAttribute("aria-controls", this.list.id);
    this.#mark();
  }

  #mark() {
    [...this.list.children].forEach((item, index) => item.setAttribute("aria-selected", String(index === this.chosen)));
    this.field.setAttribute("aria-activedescendant", `${this.list.id}-${this.chosen}`);
    this.list.children[this.chosen].scrollIntoView({ block: "nearest" });
  }
}

function membersOf(address) {
  if (!lists.has(address)) {
    lists.set(address, fetch(address).then((answer) => (answer.ok ? answer.json() : { members: [] })).then((body) => body.members));
  }
  return lists.get(address);
}
