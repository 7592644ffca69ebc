// A form is sent once, however often its button is pressed. The button is not disabled (a disabled button loses focus and its
// value): it is marked aria-busy and later presses are swallowed. The server is safe against doubles by itself; this spares
// people the doubt.
//
// Works on every form with method="post" and on htmx requests; data-many on a form lets it through (scan forms).
// data-busy="Placing the order…" on the button is shown while it waits.

function begin(form, button) {
  form.dataset.sending = "1";
  if (!button) return;
  button.setAttribute("aria-busy", "true");
  const word = button.querySelector("[data-word]") || (button.childElementCount ? null : button);
  if (button.dataset.busy && word) {
    button.dataset.before = word.textContent;
    word.textContent = button.dataset.busy;
  }
}

function end(form) {
  delete form.dataset.sending;
  for (const button of form.querySelectorAll("[aria-busy=true]")) {
    button.removeAttribute("aria-busy");
    const word = button.querySelector("[data-word]") || button;
    if (button.dataset.before) word.textContent = button.dataset.before;
    delete button.dataset.before;
  }
}

export function startSubmitOnce() {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post" || "many" in form.dataset) return;
    if (form.dataset.sending) {
      event.preventDefault();
      event.stopImmediatePropagation();
      return;
    }
    begin(form, event.submitter);
  }, true);
  document.addEventListener("htmx:afterRequest", (event) => {
    const form = event.target.closest?.("form");
    if (form) end(form);
  });
  // A page brought back by the Back button must be usable again.
  addEventListener("pageshow", (event) => {
    if (event.persisted) document.querySelectorAll("form[data-sending]").forEach(end);
  });
}
