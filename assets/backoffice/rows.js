// Rows of a list: the cursor (j and k), ticks, and the bar of bulk actions, which shows while something is ticked.
//
// Markup: <tbody data-rows> with a checkbox .chk-box per row; #bulk [hidden] with [data-count]; the box in the head has
// data-tick-all; a button with data-untick empties all. Boxes belong to the bulk form by their form attribute.

const rows = () => [...document.querySelectorAll("[data-rows] > *:not(.group)")];
const boxes = () => [...document.querySelectorAll("[data-rows] .chk-box")];
let lastTicked = -1;

export function cursorRow() {
  return document.querySelector("[data-rows] > .cursor");
}

export function moveCursor(by) {
  const list = rows();
  if (!list.length) return;
  const before = list.findIndex((row) => row.classList.contains("cursor"));
  list[before]?.classList.remove("cursor");
  const row = list[Math.max(0, Math.min(list.length - 1, before + by))];
  row.classList.add("cursor");
  row.scrollIntoView({ block: "nearest" });
}

export function openCursor() {
  cursorRow()?.querySelector("a.txn, a.row-link, a")?.click();
}

export function tickCursor(range) {
  const list = rows();
  const at = list.indexOf(cursorRow());
  if (at < 0) return;
  const from = range && lastTicked >= 0 ? Math.min(lastTicked, at) : at;
  const to = range && lastTicked >= 0 ? Math.max(lastTicked, at) : at;
  for (let i = from; i <= to; i += 1) {
    const box = list[i].querySelector(".chk-box");
    if (box) box.checked = range ? true : !box.checked;
  }
  lastTicked = at;
  refresh();
}

function refresh() {
  const all = boxes();
  for (const box of all) {
    const row = box.closest("tr");
    if (box.checked) row.setAttribute("aria-selected", "true");
    else row.removeAttribute("aria-selected");
  }
  const ticked = all.filter((box) => box.checked).length;
  const bar = document.getElementById("bulk");
  if (bar) {
    bar.hidden = ticked === 0;
    bar.querySelectorAll("[data-count]").forEach((out) => { out.textContent = ticked; });
  }
  const head = document.querySelector("[data-tick-all]");
  if (head) {
    head.checked = ticked > 0 && ticked === all.length;
    head.indeterminate = ticked > 0 && ticked < all.length;
  }
}

export function startRows() {
  document.addEventListener("change", (event) => {
    if (event.target.matches("[data-tick-all]")) boxes().forEach((box) => { box.checked = event.target.checked; });
    if (event.target.matches("[data-tick-all], [data-rows] .chk-box")) refresh();
  });
  document.addEventListener("click", (event) => {
    if (!event.target.closest("[data-untick]")) return;
    boxes().forEach((box) => { box.checked = false; });
    refresh();
  });
  document.addEventListener("htmx:afterSettle", refresh);
  addEventListener("pageshow", refresh);
  refresh();
}
