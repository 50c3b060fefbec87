// The search: Pagefind finds, this shows. Without it the page is a list from A to Ö.
const form = document.getElementById("pt-search");
const field = document.getElementById("pt-search-field");
const results = document.getElementById("pt-results");
const count = document.getElementById("pt-results-count");
const list = document.getElementById("pt-results-list");
const filters = [...form.querySelectorAll("select")];
const root = new URL(document.documentElement.dataset.content_root, location.href);
const words = form.dataset;
const PAGE = 20;

let asked = 0;

const element = (name, className, text) => {
  const made = document.createElement(name);
  if (className) made.className = className;
  if (text) made.textContent = text;
  return made;
};

// Pagefind's excerpts are HTML with <mark>; only text and marks are taken over.
const excerptOf = (html) => {
  const made = element("p", "pt-result__excerpt");
  const parsed = new DOMParser().parseFromString(html, "text/html").body;
  for (const node of parsed.childNodes) {
    made.append(
      node.nodeName === "MARK" ? element("mark", "", node.textContent) : node.textContent,
    );
  }
  return made;
};

// The pages with each value of each facet. Maps, since what is looked up comes from an address.
const facetsOf = (given) =>
  new Map(
    Object.entries(given).map(([name, values]) => [
      name,
      new Map(Object.entries(values).map(([value, ids]) => [value, new Set(ids)])),
    ]),
  );

// A page's address is a path within the site, whatever its name looks like.
const addressOf = (url) => {
  const address = new URL(`./${url.replace(/^\/+/, "")}`, root);
  return address.origin === root.origin && address.protocol === root.protocol ? address : root;
};

const valuesOf = (facets, name, id) =>
  [...(facets.get(name) ?? [])]
    .filter(([, ids]) => ids.has(id))
    .map(([value]) => value);

const shown = (found, kind) => {
  const made = element("li", "pt-result");
  const link = element("a", "pt-link", found.meta.title);
  link.href = addressOf(found.url);
  const title = element("p", "pt-result__title");
  title.append(link);
  made.append(title);
  if (kind) made.append(element("p", "pt-result__kind", kind));
  made.append(excerptOf(found.excerpt));
  return made;
};

// Each choice says how many pages there would be with it, given the other choices.
const fill = (facets, ids, chosen) => {
  for (const select of filters) {
    const others = narrowed(facets, ids, { ...chosen, [select.name]: "" });
    const options = [...(facets.get(select.name) ?? [])]
      .map(([value, having]) => [value, others.filter((id) => having.has(id)).length])
      .filter(([value, number]) => number > 0 || value === chosen[select.name]);
    options.sort(([a], [b]) => a.localeCompare(b, "sv"));
    select.replaceChildren(new Option(words.any, ""));
    for (const [value, number] of options) {
      const isChosen = value === chosen[select.name];
      select.append(new Option(`${value} (${number})`, value, isChosen, isChosen));
    }
  }
};

const narrowed = (facets, ids, chosen) =>
  ids.filter((id) =>
    Object.entries(chosen).every(([name, value]) => !value || facets.get(name)?.get(value)?.has(id)),
  );

const show = async (pagefind, facets, chosen) => {
  const turn = ++asked;
  const text = field.value.trim();
  const address = new URL(location.href);
  const given = Object.entries({ q: text, ...chosen }).filter(([, value]) => value);
  address.search = new URLSearchParams(given);
  history.replaceState(null, "", address);
  const answer = await pagefind.search(text || null);
  if (turn !== asked) return;
  const all = answer.results.map((hit) => hit.id);
  fill(facets, all, chosen);
  results.hidden = given.length === 0;
  if (results.hidden) return;
  const kept = new Set(narrowed(facets, all, chosen));
  const hits = answer.results.filter((hit) => kept.has(hit.id));
  list.replaceChildren();
  count.textContent =
    hits.length === 0
      ? words.none
      : hits.length === 1
        ? words.one
        : words.many.replace("#", hits.length);
  const more = async () => {
    const from = list.children.length;
    const next = hits.slice(from, from + PAGE);
    const found = await Promise.all(next.map((hit) => hit.data()));
    if (turn !== asked) return;
    found.forEach((page, place) => {
      const [type, status] = ["typ", "status"].map((name) =>
        valuesOf(facets, name, next[place].id),
      );
      const wording = page.meta.ordalydelse ?? [];
      list.append(shown(page, [type, wording, status].flat().join(" · ")));
    });
    results.querySelector("button")?.remove();
    if (from > 0) list.children[from]?.querySelector("a").focus();
    if (list.children.length < hits.length) {
      const button = element("button", "pt-button", words.more);
      button.type = "button";
      button.addEventListener("click", more);
      results.append(button);
    }
  };
  results.querySelector("button")?.remove();
  await more();
};

const start = async () => {
  const given = new URLSearchParams(location.search);
  field.value = given.get("q") ?? "";
  const [pagefind, facets] = await Promise.all([
    import(new URL("pagefind/pagefind.js", root)),
    fetch(new URL("pagefind/facets.json", root))
      .then((answer) => answer.json())
      .then(facetsOf),
  ]);
  const known = (name, value) => (facets.get(name)?.has(value) ? value : "");
  let chosen = Object.fromEntries(
    filters.map(({ name }) => [name, known(name, given.get(name))]),
  );
  await pagefind.options({ excerptLength: 30 });
  form.hidden = false;
  const again = () => {
    chosen = Object.fromEntries(filters.map((select) => [select.name, select.value]));
    return show(pagefind, facets, chosen);
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    again();
  });
  let waiting;
  field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(again, 250);
  });
  for (const select of filters) select.addEventListener("change", again);
  await show(pagefind, facets, chosen);
};

start().catch(() => {
  results.hidden = false;
  count.textContent = words.failed;
});
