// Lets readers sort and filter the tables that ask for it, and take along the rows that they see.
// Without it they are complete, in the plan's own order. Words come with the table, in its language.
"use strict";

const collator = new Intl.Collator(document.documentElement.lang, { numeric: true });
const FEWEST_ROWS = 8;

const made = (name, properties) => Object.assign(document.createElement(name), properties);

const valueOf = (row, column) => {
  const cell = row.cells[column];
  const day = cell.querySelector("time");
  return day ? day.dateTime : cell.textContent.trim();
};

// What is empty comes last in both directions.
const compared = (one, other, direction) => {
  if (!one || !other) return Number(!one) - Number(!other);
  return direction * collator.compare(one, other);
};

function addSorting(table, say) {
  const body = table.tBodies[0];
  const headers = [...table.tHead.rows[0].cells];
  table.tHead.rows[0].dataset.label = table.dataset.ptSort;
  headers.forEach((header, column) => {
    const title = header.textContent.trim();
    const button = made("button", { type: "button", className: "pt-sort", textContent: title });
    header.replaceChildren(button);
    button.addEventListener("click", () => {
      const rising = header.ariaSort !== "ascending";
      for (const other of headers) other.removeAttribute("aria-sort");
      header.setAttribute("aria-sort", rising ? "ascending" : "descending");
      const direction = rising ? 1 : -1;
      const sorted = [...body.rows].sort((one, other) =>
        compared(valueOf(one, column), valueOf(other, column), direction),
      );
      body.append(...sorted);
      const words = rising ? table.dataset.ptRising : table.dataset.ptFalling;
      say(words.replace("{column}", () => title));
    });
  });
}

function addFilter(table, tools, say) {
  const rows = [...table.tBodies[0].rows];
  const texts = new Map(rows.map((row) => [row, row.textContent.toLocaleLowerCase()]));
  const input = made("input", { type: "search", autocomplete: "off" });
  const label = made("label", { textContent: table.dataset.ptFilter });
  label.append(input);
  tools.append(label);
  input.addEventListener("input", () => {
    const terms = input.value.toLocaleLowerCase().split(/\s+/);
    for (const row of rows) {
      row.hidden = !terms.every((term) => texts.get(row).includes(term));
    }
    const shown = rows.filter((row) => !row.hidden).length;
    say(table.dataset.ptCount.replace("{shown}", shown).replace("{all}", rows.length));
  });
}

const choicesIn = (form) => [...form.elements].filter((field) => field.name);

// The choice stands in the address, so that it can be shared and the browser's Back takes it back.
function addChoices(table, form, say) {
  const rows = [...table.tBodies[0].rows].map((row) => ({
    row,
    facets: new URLSearchParams(row.dataset.ptFacets),
    text: row.textContent.toLocaleLowerCase(),
  }));
  const fields = choicesIn(form);
  const all = form.querySelector("[type=reset]");

  const fits = ({ facets, text }, field) => {
    if (field.type !== "search") return facets.getAll(field.name).includes(field.value);
    const terms = field.value.toLocaleLowerCase().split(/\s+/);
    return terms.every((term) => text.includes(term));
  };
  const show = () => {
    const chosen = fields.filter((field) => field.value);
    for (const one of rows) one.row.hidden = !chosen.every((field) => fits(one, field));
    const shown = rows.filter(({ row }) => !row.hidden).length;
    say(form.dataset.ptCount.replace("{shown}", shown).replace("{all}", rows.length));
    all.hidden = !chosen.length;
  };
  const read = () => {
    const asked = new URLSearchParams(location.search);
    for (const field of fields) {
      field.value = asked.get(field.name) ?? "";
      if (field.selectedIndex === -1) field.value = "";
    }
    show();
  };
  const write = (isNew) => {
    const address = new URL(location.href);
    for (const field of fields) {
      address.searchParams.delete(field.name);
      if (field.value) address.searchParams.set(field.name, field.value);
    }
    if (address.href === location.href) return;
    history[isNew ? "pushState" : "replaceState"](null, "", address);
  };

  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", ({ target }) => {
    write(target.type !== "search");
    show();
  });
  form.addEventListener("reset", (event) => {
    event.preventDefault();
    for (const field of fields) field.value = "";
    write(true);
    show();
    fields[0].focus();
  });
  addEventListener("popstate", read);
  read();
  form.hidden = false;
}

// Made as the reader's own spreadsheet opens it: where numbers have a decimal comma, cells are kept
// apart by semicolons. What it would take for a formula gets an apostrophe, as in all our files, and
// so does what would begin a cell for those who keep cells apart by the other sign.
const SEPARATOR = (1.5).toLocaleString(document.documentElement.lang).includes(",") ? ";" : ",";
const MARK = "\ufeff";
const NUMBER = /^-?\d[\d.,]*$/;

function csvCell(text) {
  const safe = NUMBER.test(text) ? text : text.replace(/(^|[;,])(?='*[\s"]*[-=+@])/g, "$1'");
  return /[";,\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

const textOf = (element) => element.textContent.replace(/[\t\n\r ]+/g, " ").trim();

// A number as spreadsheets read it: a hyphen for the minus sign, and no space between thousands.
const plain = (text) => {
  const number = text.replace(/^\u2212/, "-").replace(/(\d)[\u00a0\u202f](?=\d{3})/g, "$1");
  return NUMBER.test(number) ? number : text;
};

// What stands beside that which a cell says: it gets a column of its own.
const REMARKS = ".pt-note, .pt-badge, .pt-provisional, .pt-calculated, .pt-verdict-whose";
const FIRST = ".pt-number, .pt-matrix__number, time";

// What a cell says, and what stands beside it: a number, a day or a title is nothing but that.
function cellParts(cell) {
  const copy = cell.cloneNode(true);
  for (const hidden of copy.querySelectorAll(".pt-visually-hidden")) {
    if (hidden.previousElementSibling?.ariaHidden !== "true") hidden.remove();
  }
  for (const drawn of copy.querySelectorAll("[aria-hidden=true], .pt-matrix__none")) drawn.remove();
  const found = [...copy.querySelectorAll(REMARKS)];
  const remarks = found.filter((one) => !one.parentElement.closest(REMARKS));
  const beside = remarks.map((one) => textOf(one).replace(/^\((.*)\)$/, "$1")).filter(Boolean);
  for (const one of remarks) one.remove();
  const text = textOf(copy);
  if (!text) return [plain(beside.join(", ")), ""];
  const [first, ...others] = copy.querySelectorAll(FIRST);
  const begins = first && !others.length ? textOf(first) : "";
  if (!begins || !text.startsWith(begins)) return [plain(text), beside.join(", ")];
  const rest = text.slice(begins.length).replace(/^[\s:,]+/, "");
  return [first.dateTime ?? plain(begins), [rest, ...beside].filter(Boolean).join(", ")];
}

// The rows of a table that are seen, as cells of text.
function rowsSeen(table) {
  const [head, ...rows] = [...table.rows].filter((row) => !row.hidden);
  const parts = rows.map((row) => [...row.cells].map(cellParts));
  const headings = [...head.cells].map((cell) => {
    const heading = cellParts(cell).filter(Boolean).join(", ");
    return [heading, table.dataset.ptRemark.replace("{column}", () => heading)];
  });
  const remarked = headings.map((_, column) => parts.some((row) => row[column]?.[1]));
  return [headings, ...parts].map((row) =>
    row.flatMap(([text, remark], column) => (remarked[column] ? [text, remark] : [text])),
  );
}

function addDownload(table) {
  const button = made("button", {
    type: "button",
    className: "pt-csv",
    textContent: table.dataset.ptCsv,
  });
  const caption = table.querySelector("caption[id], caption [id]");
  button.setAttribute("aria-describedby", caption.id);
  button.addEventListener("click", () => {
    const lines = rowsSeen(table).map((row) => row.map(csvCell).join(SEPARATOR));
    const file = new Blob([MARK, lines.join("\r\n"), "\r\n"], { type: "text/csv;charset=utf-8" });
    const name = textOf(caption).toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "-");
    const link = made("a", { href: URL.createObjectURL(file), download: `${name}.csv` });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  });
  table.parentElement.after(button);
}

for (const table of document.querySelectorAll("table[data-pt-csv]")) addDownload(table);

for (const table of document.querySelectorAll("table[data-pt-sort]")) {
  if (table.tBodies[0].rows.length < FEWEST_ROWS) continue;
  const form = document.querySelector(`form[data-pt-for="${table.id}"]`);
  const tools = form ?? made("div", { className: "pt-table-tools" });
  const status = form?.querySelector("[role=status]") ?? made("p", { role: "status" });
  const say = (text) => {
    status.textContent = text;
  };
  if (form) addChoices(table, form, say);
  else addFilter(table, tools, say);
  addSorting(table, say);
  if (!form) {
    tools.append(status);
    table.parentElement.before(tools);
  }
  table.classList.add("pt-table--sortable");
}
