// The navigation folds behind a button on narrow screens. Escape and a press beside it put it away.
//
// Markup: <button data-menu aria-controls="nav" aria-expanded="false">, <nav id="nav" class="shell-nav">.

export function startNavigation() {
  const button = document.querySelector("[data-menu]");
  const nav = document.getElementById("nav");
  if (!button || !nav) return;
  const set = (open) => {
    nav.classList.toggle("open", open);
    button.setAttribute("aria-expanded", String(open));
  };
  button.addEventListener("click", () => set(!nav.classList.contains("open")));
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !nav.classList.contains("open")) return;
    set(false);
    button.focus();
  });
  document.addEventListener("pointerdown", (event) => {
    if (!nav.contains(event.target) && !button.contains(event.target)) set(false);
  });
}
