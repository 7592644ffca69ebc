// The minus and plus beside a quantity. A basket line sends itself a moment after the last press.
//
// Markup: <div class="qty"><button type="button" data-step="-1">…<input data-qty data-min="1" data-max="99">…<button data-step="1">;
// data-send on the input sends its form.

const waiting = new WeakMap();

export function startQuantity() {
  document.addEventListener("click", (event) => {
    const button = event.target.closest(".qty [data-step]");
    if (!button) return;
    const input = button.closest(".qty").querySelector("input");
    const least = Number(input.dataset.min ?? 1);
    const most = Number(input.dataset.max ?? Infinity);
    const step = Number(button.dataset.step);
    const now = parseInt(input.value, 10);
    input.value = String(Math.min(most, Math.max(least, (Number.isNaN(now) ? least : now) + step)));
    input.dispatchEvent(new Event("change", { bubbles: true }));
  });
  document.addEventListener("change", (event) => {
    const input = event.target.closest?.(".qty input[data-send]");
    if (!input) return;
    clearTimeout(waiting.get(input));
    waiting.set(input, setTimeout(() => input.form?.requestSubmit(), 350));
  });
}
