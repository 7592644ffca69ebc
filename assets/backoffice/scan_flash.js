// The full-screen answers: green for 700 ms, red stripes until the right scan, yellow until it is reported. Each has its sound and
// its buzz, so that neither eye nor ear is needed alone.

const STAYS = 700;
const SOUNDS = {
  right: [[1320, 0, 0.09]],
  wrong: [[180, 0, 0.22], [140, 0.26, 0.34]],
};
/** Yellow screens that ask something: the field stays out of the way until they are answered. */
export const ASKS = ["short", "abort", "override"];
const BUZZ = { right: 60, wrong: [180, 80, 180], short: 60 };

let audio;
let timer;

function sound(notes) {
  if (!notes || !window.AudioContext) return;
  audio ??= new AudioContext();
  if (audio.state === "suspended") audio.resume().catch(() => undefined); // until the first touch browsers keep silent
  for (const [frequency, start, length] of notes) {
    const tone = audio.createOscillator();
    const gain = audio.createGain();
    tone.type = frequency > 500 ? "sine" : "square";
    tone.frequency.value = frequency;
    gain.gain.value = 0.25;
    tone.connect(gain).connect(audio.destination);
    tone.start(audio.currentTime + start);
    tone.stop(audio.currentTime + start + length);
  }
}

function signal(state) {
  sound(SOUNDS[state]);
  navigator.vibrate?.(BUZZ[state]);
}

function fill(flash, words) {
  for (const [name, text] of Object.entries(words)) {
    const place = flash.querySelector(`[data-${name}]`);
    if (place && text !== undefined && text !== null) place.textContent = text;
  }
}

function base(root) {
  return root.querySelector("#scan-panel");
}

export function hideFlash(root) {
  clearTimeout(timer);
  root.querySelectorAll(".scan-flash").forEach((flash) => { flash.hidden = true; });
  if (base(root)) base(root).inert = false;
}

/** `silent` repaints the words of an answer that the page has already given. */
export function showFlash(root, state, { title, then, wanted, scanned, silent = false }) {
  const flash = root.querySelector(`.scan-flash[data-state="${state}"]`);
  if (!flash) return;
  const wasOpen = !flash.hidden;
  fill(flash, { title, then, wanted, scanned });
  const compare = flash.querySelector("[data-compare]");
  if (compare && !silent) compare.hidden = !wanted;
  if (silent && !wasOpen) return; // it has been seen and is gone
  clearTimeout(timer);
  root.querySelectorAll(".scan-flash").forEach((other) => { other.hidden = other !== flash; });
  // Under the green screen the field stays live; the yellow one may stand inside the panel, since it changes with the line.
  if (base(root)) base(root).inert = state !== "right" && !base(root).contains(flash);
  if (!silent) setTimeout(() => signal(state), 0); // the picture first: starting the sound can take longer than painting
  if (state === "right") {
    timer = setTimeout(() => {
      hideFlash(root);
      document.dispatchEvent(new CustomEvent("scan:settled"));
    }, STAYS);
  }
  if (ASKS.includes(state)) flash.querySelector("button, input:not([type=hidden])")?.focus();
}
