// Toasts confirm what can also be seen elsewhere, and leave by themselves after six seconds, unless somebody is reading them
// (pointer or focus on it). Errors are never toasts.
//
// Markup: an element with data-toast anywhere in #toasts, whether it came with the page or by htmx (hx-swap-oob="beforeend:#toasts").
// A child [data-toast-close] puts it away at once.

const STAYS = 6000;

function watch(toast) {
  if (toast.dataset.watched) return;
  toast.dataset.watched = "1";
  let timer;
  const start = () => { timer = setTimeout(() => toast.remove(), STAYS); };
  const hold = () => clearTimeout(timer);
  toast.addEventListener("pointerenter", hold);
  toast.addEventListener("pointerleave", start);
  toast.addEventListener("focusin", hold);
  toast.addEventListener("focusout", start);
  toast.addEventListener("click", (event) => { if (event.target.closest("[data-toast-close]")) toast.remove(); });
  start();
}

export function startToasts() {
  const stack = document.getElementById("toasts");
  if (!stack) return;
  const all = () => stack.querySelectorAll("[data-toast]").forEach(watch);
  new MutationObserver(all).observe(stack, { childList: true, subtree: true });
  all();
}
