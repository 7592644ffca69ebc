// A table that is wider than its panel scrolls inside it: then it must be reachable by key and have a name.
//
// Markup: <div class="table-wrap"><table><caption>…; nothing else to do.

function refresh() {
  for (const wrap of document.querySelectorAll(".table-wrap")) {
    if (wrap.scrollWidth <= wrap.clientWidth || wrap.hasAttribute("tabindex")) continue;
    wrap.tabIndex = 0;
    wrap.setAttribute("role", "group");
    const name = wrap.querySelector("caption")?.textContent.trim();
    if (name) wrap.setAttribute("aria-label", name);
  }
}

export function startScrollers() {
  refresh();
  addEventListener("resize", refresh);
  document.addEventListener("htmx:afterSettle", refresh);
}
