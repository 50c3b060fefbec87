// Comfort on top of pages that work without it: search in long lists, a preview while one writes, a
// warning before what is not saved is lost, and the focus at what needs to be mended.

const form = document.querySelector("[data-form]");
// As people type them: in whatever case, and with or without what stands above letters.
const bare = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLocaleLowerCase("sv");
const words = document.querySelector("#innehall").dataset;

// ------------------------------------------------------------------ search in long lists

for (const others of document.querySelectorAll(".ed-others")) {
  const list = others.querySelector(".ed-others__list");
  const choices = [...list.querySelectorAll(".ed-choice")];
  if (choices.length < 8) continue;
  const chosen = [...others.closest(".ed-field").querySelectorAll(".ed-chosen .ed-choice")];
  const search = document.createElement("input");
  search.type = "search";
  search.autocomplete = "off";
  search.className = "ed-others__search";
  search.setAttribute("aria-label", words.search);
  const told = document.createElement("p");
  told.className = "ed-help";
  told.setAttribute("role", "status");
  list.before(search, told);
  search.addEventListener("input", () => {
    const wanted = bare(search.value).split(/\s+/).filter(Boolean);
    const fits = (choice) => wanted.every((word) => bare(choice.textContent).includes(word));
    let shown = chosen.filter(fits).length;
    for (const choice of choices) {
      choice.hidden = !fits(choice);
      if (!choice.hidden) shown += 1;
    }
    told.textContent = wanted.length ? words.hits.replace("0", shown) : "";
  });
  search.addEventListener("keydown", (event) => {
    if (event.key === "Enter") event.preventDefault();
  });
}

// --------------------------------------------------------------------- what is not saved

if (form) {
  const typed = () => new URLSearchParams(new FormData(form)).toString();
  const first = typed();
  const isRestored = form.dataset.form === "typed";
  let isLeaving = false;
  let timer = 0;
  window.addEventListener("beforeunload", (event) => {
    if (!isLeaving && (isRestored || typed() !== first)) event.preventDefault();
  });
  form.addEventListener("submit", () => {
    isLeaving = true;
    clearTimeout(timer);
  });

  // ------------------------------------------------------------- a preview while one writes

  const frame = document.querySelector("[data-preview]");
  const told = document.querySelector("[data-preview-said]");
  let shown = first;
  let asking = false;

  async function show() {
    const now = typed();
    if (asking || isLeaving || now === shown) return;
    asking = true;
    told.textContent = words.drawing;
    try {
      const data = new FormData(form);
      data.set("gor", "bakgrund");
      const answer = await fetch(form.action, { method: "POST", body: new URLSearchParams(data) });
      const { preview, said } = await answer.json();
      shown = now;
      if (preview && !isLeaving) frame.src = preview;
      told.textContent = said;
    } catch {
      told.textContent = "";
    } finally {
      asking = false;
    }
    if (typed() !== shown) wait();
  }

  function wait() {
    clearTimeout(timer);
    timer = setTimeout(show, 1200);
  }

  if (frame && told) {
    form.addEventListener("input", wait);
    form.addEventListener("change", wait);
  }
}

// ------------------------------------------------------------------- each form is sent once

// What is sent twice is done once all the same. Loading can be stopped, or come to nothing: then the
// form must be there to be sent again.
const PATIENCE = 30_000;
for (const sent of document.querySelectorAll("form[method=post]")) {
  const said = document.createElement("p");
  said.setAttribute("role", "status");
  const release = () => {
    sent.inert = false;
    said.remove();
  };
  sent.addEventListener("submit", (event) => {
    if (sent.inert) {
      event.preventDefault();
      return;
    }
    sent.inert = true;
    sent.insertAdjacentElement("afterend", said);
    said.textContent = words.working;
    setTimeout(release, PATIENCE);
  });
  window.addEventListener("pageshow", release);
}

// ----------------------------------------------------------------------------- the focus

const wrong = document.querySelector("#fel");
if (wrong) wrong.focus();

// A box that a link leads to may be folded away.
function unfold() {
  const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const folded = target && target.closest("details:not([open])");
  if (folded) folded.open = true;
  if (target && target.matches("input, select, textarea, fieldset")) target.focus();
}
window.addEventListener("hashchange", unfold);
unfold();
