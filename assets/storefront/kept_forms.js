// Nothing typed is ever lost: what stands in a form is kept in this tab until the form has been taken, so that a closed page, a
// failed connection or a step back does not empty it. Secrets are not kept.
//
// Markup: <form data-keep="checkout-address">; the page that follows success has <meta name="kept-clear" content="checkout-address">.

const key = (form) => `kept:${form.dataset.keep}`;

function fields(form) {
  return [...form.elements].filter((field) => field.name && !["hidden", "password", "file", "submit", "button"].includes(field.type)
    && !/^(cc-|one-time-code|current-password|new-password)/.test(field.autocomplete || ""));
}

function restore(form) {
  const kept = JSON.parse(sessionStorage.getItem(key(form)) || "{}");
  for (const field of fields(form)) {
    if (!(field.name in kept)) continue;
    if (field.type === "radio" || field.type === "checkbox") {
      if (!form.querySelector("[aria-invalid=true]")) field.checked = kept[field.name].includes(field.value);
    } else if (!field.value) {
      field.value = kept[field.name];
    }
  }
}

function keep(form) {
  const kept = {};
  for (const field of fields(form)) {
    if (field.type === "radio" || field.type === "checkbox") {
      kept[field.name] ??= [];
      if (field.checked) kept[field.name].push(field.value);
    } else {
      kept[field.name] = field.value;
    }
  }
  sessionStorage.setItem(key(form), JSON.stringify(kept));
}

export function startKeptForms() {
  for (const done of document.querySelectorAll("meta[name=kept-clear]")) {
    for (const name of done.content.split(/\s+/)) sessionStorage.removeItem(`kept:${name}`);
  }
  document.querySelectorAll("form[data-keep]").forEach(restore);
  document.addEventListener("input", (event) => {
    const form = event.target.form;
    if (form?.dataset.keep) keep(form);
  });
}
