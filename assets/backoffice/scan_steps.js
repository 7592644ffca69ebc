// Which codes are right at this moment: those of the form, or, while scans wait for the server, those of the step that the page has
// reached by itself (location, product, quantity).

let at = 0;

export function normalise(code) {
  return String(code).trim().toUpperCase().replace(/^\][A-Z]\d/, ""); // a scanner may put its symbology first: ]C1…
}

const steps = (form) => JSON.parse(form?.dataset.steps || "[]");

export function resetSteps() {
  at = 0;
}

export function expected(form) {
  const data = form?.dataset ?? {};
  const words = { rightTitle: data.rightTitle, rightThen: data.rightThen, wrongTitle: data.wrongTitle, wrongThen: data.wrongThen, wanted: data.wanted };
  const list = steps(form);
  if (!list.length) return { ...words, expect: JSON.parse(data.expect || "[]") };
  const step = list[Math.min(at, list.length - 1)];
  if (at >= list.length) return { ...words, expect: [] }; // beyond what the page knows: the server decides
  return { ...words, rightThen: step.right_then ?? words.rightThen, wrongTitle: step.wrong_title ?? words.wrongTitle, wanted: step.wanted ?? words.wanted, expect: step.expect ?? [] };
}

/** Moves on in the page, so that the next scan can be judged before the server has answered this one. */
export function nextStep(form, root) {
  const list = steps(form);
  at += 1;
  const step = list[at];
  if (!step) return;
  root.querySelectorAll(".scan-steps li").forEach((mark, index) => {
    mark.classList.toggle("done", index < at);
    if (index === at) mark.setAttribute("aria-current", "step");
    else mark.removeAttribute("aria-current");
  });
  const field = form.querySelector("[data-field]");
  if (field && step.ask) field.placeholder = step.ask;
  const label = form.querySelector("[data-ask]");
  if (label && step.ask) label.textContent = step.ask;
}
