// "What would bring it forward": the form's answers and their previews, fetched into the page.
export async function findGains(form) {
  const answers = form.parentElement.querySelector("[data-gain-answers]");
  const button = form.querySelector("button");
  button.disabled = true;
  answers.setAttribute("aria-busy", "true");
  const query = new URLSearchParams(new FormData(form));
  const response = await fetch(`${form.action}?${query}`, { headers: { "HX-Request": "true" } });
  answers.innerHTML = await response.text();
  answers.removeAttribute("aria-busy");
  button.disabled = false;
}

export async function tryOut(button) {
  const answer = button.closest(".try").querySelector(".try-answer");
  const response = await fetch(button.dataset.try, { headers: { "HX-Request": "true" } });
  answer.innerHTML = await response.text();
}

// On a page of its own; in the roadmap's panel the panel asks.
for (const page of document.querySelectorAll(".whys")) {
  page.addEventListener("submit", (event) => {
    if (!event.target.matches("[data-gain]")) return;
    event.preventDefault();
    findGains(event.target);
  });
  page.addEventListener("click", (event) => {
    const trial = event.target.closest("[data-try]");
    if (!trial) return;
    event.preventDefault();
    tryOut(trial);
  });
}
