// The search: Pagefind finds, this shows. Without it the page is a list from A to Ö.
const form = document.getElementById("pt-search");
const field = document.getElementById("pt-search-field");
const results = document.getElementById("pt-results");
const count = document.getElementById("pt-results-count");
const instead = document.getElementById("pt-results-instead");
const list = document.getElementById("pt-results-list");
const everything = document.getElementById("pt-everything");
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
    select.parentElement.hidden = !facets.has(select.name);
  }
};

const narrowed = (facets, ids, chosen) =>
  ids.filter((id) =>
    Object.entries(chosen).every(([name, value]) => !value || facets.get(name)?.get(value)?.has(id)),
  );

// ---- Understanding a question: its words, what they are to lead to, and how they are spelled.

const wordsOf = (text) => text.toLocaleLowerCase("sv").match(/[\p{L}\p{N}]+/gu) ?? [];

// A word and its inflections: "skola" is in "skolan" and "skolorna" has its beginning.
const isSame = (word, known) =>
  word === known ||
  (known.length >= 4 && word.startsWith(known) && word.length - known.length <= 4);

const inTitle = (word, title) =>
  title.some((known) => known === word || (word.length >= 4 && known.startsWith(word)) || isSame(word, known));

// How many letters must be changed, left out, put in or swapped (Damerau–Levenshtein).
const distance = (one, other, most) => {
  if (Math.abs(one.length - other.length) > most) return most + 1;
  let [older, old] = [[], Array.from({ length: other.length + 1 }, (_, at) => at)];
  for (let i = 1; i <= one.length; i++) {
    const row = [i];
    for (let j = 1; j <= other.length; j++) {
      const cost = one[i - 1] === other[j - 1] ? 0 : 1;
      row[j] = Math.min(old[j] + 1, row[j - 1] + 1, old[j - 1] + cost);
      const swapped = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
      if (swapped) row[j] = Math.min(row[j], older[j - 2] + 1);
    }
    [older, old] = [old, row];
  }
  return old[other.length];
};

// The word that is nearest among those of the site: itself if the site has it, nothing if none is near.
const mended = (word, vocabulary) => {
  if (word.length < 4 || /\p{N}/u.test(word)) return word;
  if (vocabulary.some((known) => known.startsWith(word) || isSame(word, known))) return word;
  const most = word.length < 8 ? 1 : 2;
  let best = [most + 1, ""];
  for (const known of vocabulary) {
    const far = distance(word, known, most);
    if (far < best[0]) best = [far, known];
  }
  return best[1];
};

// What Pagefind finds for all the words, else for any of them.
const found = async (pagefind, terms) => {
  if (terms.length === 0) return (await pagefind.search(null)).results;
  const together = (await pagefind.search(terms.join(" "))).results;
  if (together.length > 0 || terms.length === 1) return together;
  const each = await Promise.all(terms.map((term) => pagefind.search(term)));
  const scores = new Map();
  for (const hit of each.flatMap((answer) => answer.results)) {
    const known = scores.get(hit.id);
    scores.set(hit.id, { hit, score: (known?.score ?? 0) + hit.score });
  }
  return [...scores.values()].map(({ hit, score }) => ({ ...hit, data: hit.data, score }));
};

// Guides come last; before them the answers that are set, an object by its id, then by weight and title.
const ranked = (hits, pages, terms, firsts, named) => {
  const places = new Map(
    hits.map((hit) => {
      const [title, weight] = pages[hit.id] ?? ["", 1];
      const inIt = wordsOf(title);
      const share = terms.filter((term) => inTitle(term, inIt)).length / (terms.length || 1);
      const whole = inIt.length === terms.length && share === 1 ? 2 : 1;
      const rank = named === hit.id ? 3 : firsts.includes(hit.id) ? 2 : weight > 0 ? 1 : 0;
      return [hit.id, [rank, hit.score * (weight || 1) * (1 + 4 * share) * whole]];
    }),
  );
  const order = (one, other) => {
    const [[rank, score], [otherRank, otherScore]] = [places.get(one.id), places.get(other.id)];
    return otherRank - rank || otherScore - score;
  };
  return [...hits].sort(order);
};

const understand = async ({ pagefind, ranking, vocabulary }, text, literal) => {
  const all = wordsOf(text);
  const telling = all.filter((word) => !ranking.stop.includes(word));
  const asWritten = telling.length > 0 ? telling : all;
  const named = ranking.byObject.get(all.join(""));
  const known = literal || named ? [] : await vocabulary();
  const terms = known.length > 0 ? asWritten.map((word) => mended(word, known)).filter(Boolean) : asWritten;
  if (text && terms.length === 0) return { hits: [], mended: "" };
  const firsts = [...ranking.first]
    .filter(([word]) => terms.some((term) => isSame(term, word)))
    .map(([, id]) => id);
  const wanted = new Set(named ? [named] : firsts);
  let hits = named ? [] : await found(pagefind, terms);
  for (const hit of hits) wanted.delete(hit.id);
  if (wanted.size > 0) {
    const everything = (await pagefind.search(null)).results;
    hits = [...everything.filter((hit) => wanted.has(hit.id)), ...hits];
  }
  const ids = new Set(hits.map((hit) => hit.id));
  hits = hits.filter((hit) => !ids.has(ranking.written[hit.id]));
  return {
    hits: ranked(hits, ranking.pages, terms, firsts, named),
    mended: terms.every((term) => asWritten.includes(term)) ? "" : terms.join(" "),
  };
};

const show = async (index, facets, chosen, literal) => {
  const turn = ++asked;
  const text = field.value.trim();
  const address = new URL(location.href);
  const given = Object.entries({ q: text, ...chosen }).filter(([, value]) => value);
  address.search = new URLSearchParams(given);
  history.replaceState(null, "", address);
  const answer = await understand(index, text, literal);
  if (turn !== asked) return;
  const all = answer.hits.map((hit) => hit.id);
  fill(facets, all, chosen);
  const kept = new Set(narrowed(facets, all, chosen));
  const hits = answer.hits.filter((hit) => kept.has(hit.id));
  results.hidden = given.length === 0;
  // All from A to Z is for those who have not asked, or got no answer.
  everything.hidden = !results.hidden && hits.length > 0;
  if (results.hidden) return;
  list.replaceChildren();
  instead.hidden = !answer.mended;
  instead.replaceChildren();
  if (answer.mended) {
    const button = element("button", "pt-button", words.literal.replace("#", `”${text}”`));
    button.type = "button";
    button.addEventListener("click", () => show(index, facets, chosen, true));
    instead.append(`${words.instead} `, element("strong", "", answer.mended), ". ", button);
  }
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
      list.append(shown(page, [type, status].flat().join(" · ")));
    });
    results.querySelector(":scope > button")?.remove();
    if (from > 0) list.children[from]?.querySelector("a").focus();
    if (list.children.length < hits.length) {
      const button = element("button", "pt-button", words.more);
      button.type = "button";
      button.addEventListener("click", () => more().catch(failed));
      results.append(button);
    }
  };
  results.querySelector(":scope > button")?.remove();
  await more();
};

const failed = () => {
  results.hidden = false;
  count.textContent = words.failed;
};

const start = async () => {
  const given = new URLSearchParams(location.search);
  field.value = given.get("q") ?? "";
  const json = (name) => fetch(new URL(`pagefind/${name}`, root)).then((answer) => answer.json());
  const [pagefind, facets, ranking] = await Promise.all([
    import(new URL("pagefind/pagefind.js", root)),
    json("facets.json").then(facetsOf),
    json("ranking.json").then((read) => ({
      ...read,
      first: new Map(Object.entries(read.first)),
      byObject: new Map(
        Object.entries(read.pages)
          .filter(([id, [, , object]]) => object && !(id in read.written))
          .map(([id, [, , object]]) => [wordsOf(object).join(""), id]),
      ),
    })),
  ]);
  let known;
  const vocabulary = () => (known ??= json("words.json"));
  const index = { pagefind, ranking, vocabulary };
  const offered = (name, value) => (facets.get(name)?.has(value) ? value : "");
  let chosen = Object.fromEntries(
    filters.map(({ name }) => [name, offered(name, given.get(name))]),
  );
  // Addresses are told from the root of the site, wherever on its host that is.
  await pagefind.options({ excerptLength: 30, baseUrl: "/" });
  form.hidden = false;
  const again = () => {
    chosen = Object.fromEntries(filters.map((select) => [select.name, select.value]));
    return show(index, facets, chosen).catch(failed);
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
  await show(index, facets, chosen);
};

start().catch(failed);
