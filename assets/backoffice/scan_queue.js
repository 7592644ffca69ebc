// Scans on their way to the server, in order, kept in localStorage until the server has answered: a dead spot in the warehouse loses
// nothing. Each scan carries its own id, so that sending it again does nothing twice.

const RETRY = 3000;
const TIMEOUT = 8000;

/** An id for a scan. Plain http has no randomUUID, which a warehouse network may well be. */
function newId() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/**
 * `changed(count)` after every change, `answered(html, scan)` with the answer to the last scan that waited,
 * `refused(status)` when the server did not take a scan at all (signed out, no such job).
 */
export function makeQueue({ name, changed, answered, refused }) {
  let waiting = JSON.parse(localStorage.getItem(name) || "[]");
  let sending = false;
  let timer;

  function keep() {
    if (waiting.length) localStorage.setItem(name, JSON.stringify(waiting));
    else localStorage.removeItem(name);
    changed(waiting.length);
  }

  async function send(scan) {
    const body = new URLSearchParams({ ...scan.fields, code: scan.code, scan_id: scan.id, scanned_at: scan.at, csrfmiddlewaretoken: token() || scan.fields.csrfmiddlewaretoken || "" });
    return fetch(scan.url, { method: "POST", body, headers: { "HX-Request": "true" }, redirect: "manual", signal: AbortSignal.timeout(TIMEOUT) });
  }

  // The token of the page as it is now: a scan that waited overnight may carry one of yesterday.
  const token = () => document.querySelector("form[data-scan] [name=csrfmiddlewaretoken]")?.value;

  async function drain() {
    if (sending || !waiting.length) return;
    sending = true;
    clearTimeout(timer);
    try {
      while (waiting.length) {
        const scan = waiting[0];
        const response = await send(scan);
        if (response.status >= 500) throw new Error(`answer ${response.status}`);
        const taken = response.type !== "opaqueredirect" && ![401, 403, 404].includes(response.status);
        if (!taken) {
          refused(response.status);
          break; // kept: it is sent after signing in again
        }
        const html = await response.text();
        waiting.shift();
        keep();
        if (!waiting.length) answered(html, scan);
      }
    } catch {
      changed(waiting.length);
      timer = setTimeout(drain, RETRY); // no way through now: said by the count, tried again
    } finally {
      sending = false;
    }
  }

  return {
    push(scan) {
      waiting.push({ ...scan, id: newId(), at: new Date().toISOString() });
      localStorage.setItem(name, JSON.stringify(waiting));
      setTimeout(() => changed(waiting.length), 1200); // said only when it takes long enough to matter
      drain();
    },
    start() {
      changed(waiting.length);
      addEventListener("online", drain);
      drain();
    },
  };
}
