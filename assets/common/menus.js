// Menus are <details>; a press beside one or Escape puts it away, as people expect of a menu. Escape gives focus back to its opener.
//
// Markup: <details class="menu">, <details class="user-menu">, <details class="filter-menu">.

const OPEN = "details:is(.menu, .user-menu, .filter-menu)[open]";

export function startMenus() {
  document.addEventListener("pointerdown", (event) => {
    for (const menu of document.querySelectorAll(OPEN)) if (!menu.contains(event.target)) menu.open = false;
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of document.querySelectorAll(OPEN)) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });
}
