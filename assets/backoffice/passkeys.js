// Passkeys: the form asks the server for a challenge, the browser signs it, the form carries the answer.
//
// Markup: <form data-passkey="create|get" data-options="/where/the/challenge/is/"> with <input name="credential" type="hidden"> and
// [data-passkey-failed] [hidden], which shows when the browser has nothing or was called off. Without JavaScript the form is sent
// without an answer and the page says so.

const decode = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (letter) => letter.charCodeAt(0));
const encode = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
const named = (keys) => (keys || []).map((key) => ({ ...key, id: decode(key.id) }));

function readable(options) {
  const found = { ...options, challenge: decode(options.challenge) };
  if (options.user) found.user = { ...options.user, id: decode(options.user.id) };
  if (options.excludeCredentials) found.excludeCredentials = named(options.excludeCredentials);
  if (options.allowCredentials) found.allowCredentials = named(options.allowCredentials);
  return found;
}

function sendable(key) {
  const answer = { clientDataJSON: encode(key.response.clientDataJSON) };
  for (const part of ["attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (key.response[part]) answer[part] = encode(key.response[part]);
  }
  return JSON.stringify({
    id: key.id, rawId: encode(key.rawId), type: key.type, response: answer,
    authenticatorAttachment: key.authenticatorAttachment, clientExtensionResults: key.getClientExtensionResults(),
  });
}

async function ask(form) {
  const answer = await fetch(form.dataset.options, {
    method: "POST", headers: { "X-CSRFToken": form.elements.csrfmiddlewaretoken.value, "HX-Request": "true" },
  });
  if (answer.headers.get("HX-Redirect")) {
    location.href = answer.headers.get("HX-Redirect");
    return null;
  }
  if (!answer.ok) throw new Error(`no challenge: ${answer.status}`);
  const { publicKey } = await answer.json();
  const how = form.dataset.passkey === "create" ? "create" : "get";
  return navigator.credentials[how]({ publicKey: readable(publicKey) });
}

async function onSubmit(event) {
  const form = event.target.closest("form[data-passkey]");
  if (!form || form.elements.credential.value || !window.PublicKeyCredential) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  const failed = form.querySelector("[data-passkey-failed]");
  if (failed) failed.hidden = true;
  try {
    const key = await ask(form);
    if (!key) return;
    form.elements.credential.value = sendable(key);
    form.submit();
  } catch {
    if (failed) failed.hidden = false;
  }
}

export function startPasskeys() {
  // Before anything else that listens for sending: this sending is only a question.
  document.addEventListener("submit", onSubmit, true);
}
