// Single keys, while no field has focus: / search, j k rows, Enter open, x tick (Shift+x a range), n next action, 1 to 9 the legal
// actions of a record, e export, g + letter go, ? this list. A person can switch them off (<body data-keys="off">), as WCAG 2.1.4 asks.
//
// Markup: the search field has data-search, the next action data-next, an action data-key="1", the export data-export,
// a place to go <a data-go="o">, the help <dialog id="keys">, a button that opens it data-keys.

import { moveCursor, openCursor, tickCursor } from "./rows.js";

const typing = (target) => target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) && target.type !== "checkbox";

let going = false;
let forget;

function press(selector) {
  const target = document.querySelector(selector);
  if (!target) return false;
  target.focus();
  target.click();
  return true;
}

const KEYS = {
  "/": () => document.querySelector("[data-search]")?.focus(),
  "?": () => document.getElementById("keys")?.showModal(),
  j: () => moveCursor(1),
  k: () => moveCursor(-1),
  x: () => tickCursor(false),
  X: () => tickCursor(true),
  n: () => press("[data-next]"),
  e: () => press("[data-export]"),
};

function onKey(event) {
  if (event.defaultPrevented || event.metaKey || event.ctrlKey || event.altKey || event.isComposing) return;
  if (typing(event.target) || document.body.dataset.keys === "off" || document.querySelector("dialog[open]")) return;
  if (going) {
    going = false;
    clearTimeout(forget);
    const link = document.querySelector(`[data-go="${CSS.escape(event.key)}"]`);
    if (link) {
      event.preventDefault();
      location.href = link.href;
      return;
    }
  }
  if (event.key === "g") {
    going = true;
    forget = setTimeout(() => { going = false; }, 1500);
  } else if (event.key === "Enter") {
    if (event.target === document.body || event.target.id === "main") openCursor();
  } else if (/^[1-9]$/.test(event.key)) {
    if (press(`[data-key="${event.key}"]`)) event.preventDefault();
  } else if (KEYS[event.key]) {
    event.preventDefault();
    KEYS[event.key]();
  }
}

export function startKeys() {
  document.addEventListener("keydown", onKey);
  document.addEventListener("click", (event) => {
    if (event.target.closest("button[data-keys]")) document.getElementById("keys")?.showModal();
  });
}
