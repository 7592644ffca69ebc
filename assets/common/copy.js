// Copies a number to the clipboard, and says so.
//
// Markup: <button data-copy="6418209351744" data-copied="Copied">Copy</button>. A child [data-copy-word] holds the word that
// changes for two seconds; without one only screen readers are told, through #live (a visually hidden role="status").

export function say(text) {
  const live = document.getElementById("live");
  if (!live) return;
  live.textContent = "";
  requestAnimationFrame(() => { live.textContent = text; });
}

async function toClipboard(text) {
  if (navigator.clipboard && window.isSecureContext) return navigator.clipboard.writeText(text);
  const area = document.createElement("textarea"); // plain http in a warehouse has no clipboard API
  area.value = text;
  area.className = "visually-hidden";
  document.body.append(area);
  area.select();
  document.execCommand("copy");
  area.remove();
}

export function startCopy() {
  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-copy]");
    if (!button) return;
    await toClipboard(button.dataset.copy);
    const said = button.dataset.copied || "";
    say(said);
    const word = button.querySelector("[data-copy-word]");
    if (!word || word.dataset.before) return;
    word.dataset.before = word.textContent;
    word.textContent = said;
    setTimeout(() => {
      word.textContent = word.dataset.before;
      delete word.dataset.before;
    }, 2000);
  });
}
