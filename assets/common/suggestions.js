// A search box whose answers come while typing: arrows walk them, Enter follows, Escape closes. The answers are the server's
// HTML (htmx); without script the form simply searches.
//
// Markup: <input role="combobox" aria-controls="suggest" aria-expanded="false" data-suggest hx-get="…" hx-trigger="input changed
// delay:150ms" hx-target="#suggest"> and <div id="suggest" role="listbox" hidden></div>, filled with <a role="option" id="…">.

const options = (box) => [...box.querySelectorAll("[role=option]")];

function show(input, box) {
  const open = options(box).length > 0 && document.activeElement === input && input.value.trim() !== "";
  box.hidden = !open;
  input.setAttribute("aria-expanded", String(open));
  if (!open) input.removeAttribute("aria-activedescendant");
}

function close(input, box) {
  box.hidden = true;
  input.setAttribute("aria-expanded", "false");
  input.removeAttribute("aria-activedescendant");
}

function move(input, box, by) {
  const list = options(box);
  if (!list.length) return;
  const before = list.findIndex((option) => option.getAttribute("aria-selected") === "true");
  const after = (before + by + list.length + (before < 0 && by < 0 ? 1 : 0)) % list.length;
  list.forEach((option, at) => {
    option.setAttribute("aria-selected", String(at === after));
    option.classList.toggle("cursor", at === after);
  });
  input.setAttribute("aria-activedescendant", list[after].id);
  list[after].scrollIntoView({ block: "nearest" });
}

// What is on its way for more than a moment shows as bones in the place of the first answers.
function bones(input, box) {
  if (options(box).length || document.activeElement !== input) return;
  box.replaceChildren(...[1, 2, 3].map(() => Object.assign(document.createElement("span"), { className: "skeleton bone" })));
  box.hidden = false;
}

function start(input) {
  const box = document.getElementById(input.getAttribute("aria-controls"));
  if (!box) return;
  let waiting;
  input.addEventListener("htmx:beforeRequest", () => { waiting = setTimeout(() => bones(input, box), 300); });
  input.addEventListener("htmx:afterRequest", () => {
    clearTimeout(waiting);
    box.querySelectorAll(".bone").forEach((bone) => bone.remove());
    show(input, box);
  });
  box.addEventListener("htmx:afterSwap", () => show(input, box));
  input.addEventListener("focus", () => show(input, box));
  input.addEventListener("input", () => { if (!input.value.trim()) close(input, box); });
  input.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !box.hidden) {
      event.preventDefault();
      close(input, box);
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (box.hidden) show(input, box);
      if (box.hidden) return;
      event.preventDefault();
      move(input, box, event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Enter" && !box.hidden) {
      const chosen = box.querySelector("[aria-selected=true]");
      if (!chosen) return;
      event.preventDefault();
      chosen.click();
    }
  });
  document.addEventListener("pointerdown", (event) => {
    if (!box.contains(event.target) && event.target !== input) close(input, box);
  });
  input.addEventListener("blur", () => setTimeout(() => { if (!box.contains(document.activeElement)) close(input, box); }, 0));
}

export function startSuggestions() {
  document.querySelectorAll("[data-suggest]").forEach(start);
}
