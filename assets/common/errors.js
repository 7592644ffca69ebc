// A page that comes back with mistakes says so at once: the list of mistakes takes focus, so that the keyboard and screen readers
// start there. A request that never reached the server says what was not done.
//
// Markup: the message at the head of the form has data-error-summary and tabindex="-1"; #offline-note is a hidden template whose
// text is shown (as a message in #notes) when the network fails.

export function startErrors() {
  const focus = (within) => within.querySelector("[data-error-summary]")?.focus();
  focus(document);
  document.addEventListener("htmx:afterSettle", (event) => focus(event.target));
  const unreached = () => {
    const template = document.getElementById("offline-note");
    const notes = document.getElementById("notes");
    if (template && notes) notes.replaceChildren(template.content.cloneNode(true));
  };
  document.addEventListener("htmx:sendError", unreached);
  document.addEventListener("htmx:responseError", unreached);
  document.addEventListener("htmx:afterOnLoad", () => document.getElementById("notes")?.replaceChildren());
}
