// Confirm with preview: money and stock ask once, in a native dialog that shows what will happen.
//
// Markup: <button data-dialog="confirm-cancel"> opens <dialog id="confirm-cancel">. A preview that only the server can make is
// fetched: <button hx-get="…" hx-target="#dialog-host">, answered with <dialog data-open>…; it opens when it arrives.
// [data-close] inside a dialog closes it. Focus goes back to where it was (the browser does that).

function openArrived(within) {
  for (const dialog of within.querySelectorAll("dialog[data-open]")) if (!dialog.open) dialog.showModal();
}

export function startDialogs() {
  document.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-dialog]");
    if (opener && opener.getAttribute("aria-disabled") !== "true") {
      document.getElementById(opener.dataset.dialog)?.showModal();
      return;
    }
    if (event.target.closest("[data-close]")) event.target.closest("dialog")?.close();
    // A blocked action stays reachable so that its reason can be read, and does nothing.
    if (event.target.closest("[aria-disabled=true]")) event.preventDefault();
  });
  document.addEventListener("htmx:afterSwap", (event) => openArrived(event.target));
  openArrived(document);
}
