// htmx, told to live under a strict content security policy: nothing is evaluated and no style element is written.
// (hx-on and trigger filters need evaluation; templates do without them.)

import htmx from "htmx.org/dist/htmx.esm.js";

htmx.config.allowEval = false;
htmx.config.includeIndicatorStyles = false;
htmx.config.attributesToSettle = ["class", "width", "height"]; // the fourth, style, would be a style attribute
htmx.config.selfRequestsOnly = true;
htmx.config.historyCacheSize = 0; // pages hold personal data: none of it is kept in the browser's storage
htmx.config.scrollBehavior = "auto";
// A refused form comes back as 400, 409 or 422 with the form and its messages in it: show it. Only a broken server changes nothing.
htmx.config.responseHandling = [
  { code: "204", swap: false },
  { code: "[23]..", swap: true },
  { code: "(400|409|422)", swap: true, error: false },
  { code: "...", swap: false, error: true },
];

// Whoever does not see the bones hears that something is on its way.
document.addEventListener("htmx:beforeRequest", (event) => event.detail.target?.setAttribute("aria-busy", "true"));
document.addEventListener("htmx:afterRequest", (event) => event.detail.target?.removeAttribute("aria-busy"));

export default htmx;
