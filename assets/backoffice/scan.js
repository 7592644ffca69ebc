// Scan screens. Scanning is the screen: one field that always has focus, the scanner's Enter sends it, the answer is painted by this
// page within 100 ms and confirmed by the server after. A wrong scan changes nothing and is sent as well, so that it is logged.
//
// The protocol
//   page    <main class="scan" data-scan-root data-offline="Signed out…"> holds #scan-panel (the job, swapped by the server's answer)
//           and the full-screen answers .scan-flash[data-state=right|wrong|short|abort|override]: what asks may stand in the panel.
//   form    #scan-panel form[data-scan], method post, with csrf token, input[name=code][data-field], input[type=hidden][name=scan_id].
//   expect  data-expect on the form: JSON list of codes that are right now ([] or absent: only the server knows). Words for the answers:
//           data-right-title, data-right-then, data-wrong-title, data-wrong-then, data-wanted (what was wanted).
//   steps   optional data-steps: JSON list of {expect, ask, right_then, wrong_title, wanted}; lets location, product and quantity go
//           on while the server is out of reach. Without it every scan waits for the server before the next is judged.
//   answer  HTML of #scan-panel. data-result="right|wrong|short|abort" on it (with data-result-title, -then, -wanted, -scanned) is what holds:
//           when it differs from what was painted, it is painted over.
//   ids     every scan has an id made here; a scan sent twice is the same scan, and the server answers the same.
//   queue   scans that did not reach the server wait in localStorage, in order, and are replayed; [data-unsent] says how many.

import { startHan } from "./han.js";
import { makeQueue } from "./scan_queue.js";
import { ASKS, hideFlash, showFlash } from "./scan_flash.js";
import { normalise, expected, nextStep, resetSteps } from "./scan_steps.js";
import htmx from "../common/htmx.js";

const root = document.querySelector("[data-scan-root]");

const panel = () => document.getElementById("scan-panel");
const form = () => panel()?.querySelector("form[data-scan]");
const openFlash = () => root.querySelector(".scan-flash:not([hidden])");

/** The field that is live now: the red screen has one of its own. */
function field() {
  return openFlash()?.querySelector("[data-field]") || form()?.querySelector("[data-field]");
}

function focusField() {
  const active = document.activeElement;
  if (ASKS.includes(openFlash()?.dataset.state) || active?.matches("input:not([data-field]), select, textarea, dialog *")) return;
  field()?.focus({ preventScroll: true });
}

function paintUnsent(count) {
  for (const place of document.querySelectorAll("[data-unsent]")) {
    place.hidden = count === 0;
    place.querySelectorAll("[data-unsent-count]").forEach((out) => { out.textContent = count; });
  }
}

function take(html, painted) {
  const arrived = new DOMParser().parseFromString(html, "text/html").getElementById("scan-panel");
  if (!arrived) return;
  panel().replaceWith(document.adoptNode(arrived));
  htmx.process(panel());
  resetSteps();
  const { result, resultTitle, resultThen, resultWanted, resultScanned } = panel().dataset;
  if (result && !ASKS.includes(result)) {
    const same = painted === result;
    showFlash(root, result, { title: resultTitle, then: resultThen, wanted: resultWanted, scanned: resultScanned, silent: same });
  } else if (result) {
    showFlash(root, result, { title: resultTitle || undefined });
  }
  focusField();
}

const queue = makeQueue({
  name: `scans:${location.pathname}`,
  changed: paintUnsent,
  answered: (html, scan) => take(html, scan.painted),
  refused: (status) => showFlash(root, "wrong", { title: root.dataset.refusedTitle, then: root.dataset.refusedThen || String(status) }),
});

function judge(code) {
  const step = expected(form());
  if (!step.expect.length) return { painted: null };
  const right = step.expect.some((wanted) => normalise(wanted) === normalise(code));
  if (right) {
    showFlash(root, "right", { title: step.rightTitle, then: step.rightThen });
    nextStep(form(), root);
  } else {
    showFlash(root, "wrong", { title: step.wrongTitle, then: step.wrongThen, wanted: step.wanted, scanned: code });
  }
  return { painted: right ? "right" : "wrong" };
}

function onSubmit(event) {
  const sent = event.target.closest("form[data-scan], form[data-scan-again]");
  if (!sent) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  const input = sent.querySelector("[data-field]");
  const code = input.value.trim();
  input.value = "";
  if (!code || !form()) return;
  const { painted } = judge(code);
  queue.push({ url: form().action, code, painted, fields: Object.fromEntries(new FormData(form())) });
  focusField();
}

function onClick(event) {
  const keyboard = event.target.closest("[data-keyboard]");
  const go = event.target.closest("[data-go]");
  const step = event.target.closest("[data-step]");
  if (keyboard) {
    const input = field();
    input.inputMode = input.inputMode === "none" ? keyboard.dataset.keyboard || "text" : "none";
    input.blur();
    input.focus();
  } else if (go) {
    if (go.dataset.go === "waiting") hideFlash(root);
    else showFlash(root, go.dataset.go, {});
    focusField();
  } else if (step) {
    const stepper = step.closest(".stepper");
    const out = stepper.querySelector("output, [data-found]");
    const most = Number(stepper.dataset.max ?? Infinity);
    const found = Math.max(Number(stepper.dataset.min ?? 0), Math.min(most, Number(out.textContent) + Number(step.dataset.step)));
    out.textContent = found;
    const input = stepper.querySelector("input[type=hidden]");
    if (input) input.value = found;
  } else if (!event.target.closest("a, button, input, label, summary, select")) {
    focusField();
  }
}

startHan();
if (root) {
  document.addEventListener("submit", onSubmit, true);
  document.addEventListener("click", onClick);
  document.addEventListener("htmx:afterSettle", focusField);
  document.addEventListener("scan:settled", focusField);
  addEventListener("focus", focusField);
  document.addEventListener("visibilitychange", () => { if (!document.hidden) focusField(); });
  queue.start();
  focusField();
}
