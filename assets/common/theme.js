// Light or dark: what the reader chooses is kept in a cookie, which the server reads, so that no script is needed before the
// first paint. Without the cookie the machine decides.
//
// Markup: <button data-theme-toggle hidden>; the button shows itself only where this script runs.
// Tells: the event "theme:changed" on document (charts redraw).

const root = document.documentElement;
const YEAR = 31_536_000;

export function currentTheme() {
  return root.dataset.bsTheme || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
}

function remember(theme) {
  const secure = location.protocol === "https:" ? ";secure" : "";
  document.cookie = `theme=${theme};path=/;max-age=${YEAR};samesite=lax${secure}`;
}

export function startTheme() {
  for (const button of document.querySelectorAll("[data-theme-toggle]")) {
    button.hidden = false;
    button.setAttribute("aria-pressed", String(currentTheme() === "dark"));
  }
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-theme-toggle]");
    if (!button) return;
    const theme = currentTheme() === "dark" ? "light" : "dark";
    root.dataset.bsTheme = theme;
    remember(theme);
    button.setAttribute("aria-pressed", String(theme === "dark"));
    document.dispatchEvent(new CustomEvent("theme:changed"));
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => document.dispatchEvent(new CustomEvent("theme:changed")));
}
