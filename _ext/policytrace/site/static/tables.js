// Lets readers sort and filter the tables that ask for it. Without it they are complete, in the
// plan's own order. Words come with the table, in its language.
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

for (const table of document.querySelectorAll("table[data-pt-sort]")) {
  if (table.tBodies[0].rows.length < FEWEST_ROWS) continue;
  const tools = made("div", { className: "pt-table-tools" });
  const status = made("p", { role: "status" });
  const say = (text) => {
    status.textContent = text;
  };
  addFilter(table, tools, say);
  addSorting(table, say);
  tools.append(status);
  table.parentElement.before(tools);
  table.classList.add("pt-table--sortable");
}
