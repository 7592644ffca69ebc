// While a narrowed, sorted or turned list is on its way, its rows are bones (after 300 ms, see _additions.scss), and whoever does not
// see them hears that something comes. A page that the browser shows again from its memory has its rows back.
//
// Markup: any link or form that leads to the same list stands in .filterbar, .pager, .views or a table's head; rows stand in [data-rows].

const LEADS_ON = ".filterbar a, .pager a, .views a, table.list thead a";

function wait(on) {
  for (const rows of document.querySelectorAll("[data-rows]")) {
    if (on) rows.setAttribute("aria-busy", "true");
    else rows.removeAttribute("aria-busy");
  }
}

export function startLeaving() {
  document.addEventListener("click", (event) => {
    const elsewhere = event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;
    const link = event.target.closest?.(LEADS_ON);
    if (link && !elsewhere && !event.defaultPrevented && !link.target && !link.hasAttribute("download")) wait(true);
  });
  document.addEventListener("submit", (event) => {
    if (!event.defaultPrevented && event.target.matches(".filterbar")) wait(true);
  });
  window.addEventListener("pageshow", () => wait(false));
}
