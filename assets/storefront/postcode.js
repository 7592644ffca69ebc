// The postcode that decides date and cost: tidied while leaving the field, and sent by itself as soon as it is whole, so that the
// promise changes without a press.
//
// Markup: <input data-postcode pattern="[0-9]{5}" required> in a form of its own (htmx swaps the promise).

export function startPostcode() {
  document.addEventListener("input", (event) => {
    const field = event.target.closest?.("[data-postcode]");
    if (!field) return;
    const tidy = field.value.toUpperCase().replace(/[^0-9A-Z -]/g, "");
    if (tidy !== field.value) field.value = tidy;
    const whole = field.pattern && field.value && field.checkValidity();
    if (whole && field.dataset.sent !== field.value) {
      field.dataset.sent = field.value;
      field.form?.requestSubmit();
    }
  });
}
