"use strict";
// Every page works without this file: it adds the colour switch, tabs, sorting, tooltips and copying.

const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const make = (tag, properties = {}) => Object.assign(document.createElement(tag), properties);

function themes() {
  const button = document.querySelector("[data-theme-switch]"), root = document.documentElement;
  const dark = () => (root.dataset.theme || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark";
  const show = () => { button.textContent = dark() ? "Light" : "Dark"; };
  button.hidden = false;
  show();
  button.addEventListener("click", () => {
    root.dataset.theme = dark() ? "light" : "dark";
    try { localStorage.setItem("theme", root.dataset.theme); } catch { /* the switch still works on this page */ }
    show();
  });
}

// A chart's table waits as text in a <noscript> until it is asked for: most are not, and rows cost time to build.
function unfold(panel) {
  const folded = panel.querySelector(":scope > noscript");
  if (!folded) return;
  panel.innerHTML = folded.textContent;
  all("table.sortable", panel).forEach(sortable);
  all("[data-filter]", panel).forEach(filterable);
}

function tabs(box) {
  const panels = all(":scope > [data-tab]", box);
  if (panels.length < 2) return;
  const list = make("div");
  list.setAttribute("role", "tablist");
  const buttons = panels.map((panel) => {
    const button = make("button", { type: "button", textContent: panel.dataset.tab, id: `${panel.id}-tab` });
    button.setAttribute("role", "tab");
    button.setAttribute("aria-controls", panel.id);
    panel.setAttribute("role", "tabpanel");
    panel.removeAttribute("aria-label");
    panel.setAttribute("aria-labelledby", button.id);
    return button;
  });
  const choose = (chosen) => {
    unfold(panels[chosen]);
    buttons.forEach((button, i) => {
      button.setAttribute("aria-selected", i === chosen);
      button.tabIndex = i === chosen ? 0 : -1;
      panels[i].hidden = i !== chosen;
    });
  };
  buttons.forEach((button, i) => {
    button.addEventListener("click", () => choose(i));
    button.addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (!step) return;
      const next = (i + step + buttons.length) % buttons.length;
      choose(next);
      buttons[next].focus();
    });
  });
  list.append(...buttons);
  box.prepend(list);
  box.classList.add("ready");
  choose(0);
}

const worth = (cell) => {
  const text = cell ? cell.dataset.sort ?? cell.textContent.trim() : "";
  const number = Number(text.replace(/[,%\s]/g, "").replace(/^[−–]/, "-"));
  return text !== "" && !Number.isNaN(number) ? number : text.toLowerCase();
};
const order = (a, b) => typeof a === typeof b ? (a < b ? -1 : a > b ? 1 : 0) : typeof a === "number" ? -1 : 1;

function sortable(table) {
  const heads = all("thead tr:last-child > *", table);
  heads.forEach((head, column) => {
    if (head.tagName !== "TH") return;
    const button = make("button", { type: "button" });
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      const down = head.getAttribute("aria-sort") === "ascending";
      heads.forEach((other) => other.removeAttribute("aria-sort"));
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      const body = table.tBodies[0];
      const rows = [...body.rows].map((row) => [worth(row.cells[column]), row]);
      rows.sort((a, b) => order(a[0], b[0]) * (down ? -1 : 1));
      body.append(...rows.map((pair) => pair[1]));
    });
  });
}

let boxes = 0;

function filterable(box) {
  const rows = all("tbody tr", box), texts = rows.map((row) => row.textContent.toLowerCase());
  if (rows.length < 9) return;
  const bar = make("p", { className: "table-filter" });
  const input = make("input", { type: "search", id: `filter-${++boxes}` });
  const count = make("span");
  const say = (left) => {
    const below = box.classList.contains("long") && left > 20 ? "; scroll for more" : "";
    count.textContent = `${left === rows.length ? left : `${left} of ${rows.length}`} rows${below}`;
  };
  say(rows.length);
  count.setAttribute("role", "status");
  bar.append(make("label", { htmlFor: input.id, textContent: "Filter" }), input, count);
  input.addEventListener("input", () => {
    const wanted = input.value.toLowerCase();
    let left = 0;
    rows.forEach((row, i) => { row.hidden = !texts[i].includes(wanted); left += !row.hidden; });
    say(left);
  });
  box.before(bar);
  box.classList.add("ready");
}

function tips() {
  const tip = make("div", { className: "tip", hidden: true });
  tip.setAttribute("aria-hidden", "true"); // the mark's own accessible name says the same
  document.body.append(tip);
  const hide = () => { tip.hidden = true; };
  const show = (event) => {
    const mark = event.target.closest("a[data-claim]");
    if (!mark) return hide();
    const box = mark.getBoundingClientRect();
    tip.textContent = mark.getAttribute("aria-label");
    tip.hidden = false;
    const left = Math.min(Math.max(8, box.left + box.width / 2 - tip.offsetWidth / 2), innerWidth - tip.offsetWidth - 8);
    const above = box.top - tip.offsetHeight - 8;
    tip.style.left = `${left + scrollX}px`;
    tip.style.top = `${(above > 0 ? above : box.bottom + 8) + scrollY}px`;
  };
  all(".drawing svg").forEach((svg) => {
    svg.querySelector("a[data-claim]")?.setAttribute("tabindex", 0); // one stop for Tab, then the arrow keys
    let marks;
    const ready = () => {
      if (marks) return;
      marks = all("a[data-claim]", svg);
      marks.forEach((mark) => { // a title would make the browser show its own tip as well
        const title = mark.querySelector("title");
        mark.setAttribute("aria-label", title.textContent);
        title.remove();
      });
    };
    ["pointerover", "focusin"].forEach((name) => svg.addEventListener(name, ready));
    svg.addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
      const next = step && marks[marks.indexOf(event.target.closest("a")) + step];
      if (event.key === "Escape") hide();
      if (!next) return;
      event.preventDefault();
      marks.forEach((mark) => mark.setAttribute("tabindex", mark === next ? 0 : -1));
      next.focus();
    });
    ["pointerover", "focusin"].forEach((name) => svg.addEventListener(name, show));
    ["pointerleave", "focusout"].forEach((name) => svg.addEventListener(name, hide));
  });
}

function copying(button) {
  button.hidden = false;
  const label = button.textContent;
  button.addEventListener("click", async () => {
    const text = button.parentElement.querySelector("[data-copy-text]");
    try {
      await navigator.clipboard.writeText(text.textContent);
      button.textContent = "Copied";
    } catch { // no clipboard: mark the text, so that one key copies it
      getSelection().selectAllChildren(text);
      button.textContent = "Press Ctrl+C";
    }
    setTimeout(() => { button.textContent = label; }, 2000);
  });
}

function codeSwitch() {
  const button = document.querySelector("[data-code-switch]");
  if (!button) return;
  button.hidden = false;
  button.addEventListener("click", () => {
    const open = button.getAttribute("aria-pressed") !== "true";
    all("details.code").forEach((details) => { details.open = open; });
    button.setAttribute("aria-pressed", open);
    button.textContent = open ? "Hide all code" : "Show all code";
  });
}

function lists(form) {
  const items = all(`${form.dataset.list} [data-kind]`), texts = items.map((item) => item.textContent.toLowerCase());
  const search = form.querySelector("[data-list-search]");
  form.hidden = false;
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", () => {
    const kinds = new Set(all("input:checked", form).map((box) => box.value)), wanted = search.value.toLowerCase();
    items.forEach((item, i) => { item.hidden = !(kinds.has(item.dataset.kind) && texts[i].includes(wanted)); });
    all(`${form.dataset.list} [data-group]`).forEach((group) => {
      group.hidden = !group.querySelector("[data-kind]:not([hidden])");
    });
  });
}

themes();
all(".contents details").forEach((details) => {
  details.open = !matchMedia("(max-width: 46rem)").matches;
  details.classList.add("ready");
});
all("[data-tabs]").forEach(tabs);
all("table.sortable").forEach(sortable);
all("[data-filter]").forEach(filterable);
all("[data-copy]").forEach(copying);
all("form[data-list]").forEach(lists);
tips();
codeSwitch();
