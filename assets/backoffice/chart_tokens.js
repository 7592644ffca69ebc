// What every chart shares: colours from the theme's tokens, the axis, the reader's numbers.

const root = document.documentElement;
/* The page's own families, so that labels find their letters in every script. */
export const FONT = getComputedStyle(document.body).fontFamily;

export const token = (name) => getComputedStyle(root).getPropertyValue(`--sh-${name}`).trim();

/** The reader's language; English is British. */
export const reader = () => (root.lang && root.lang !== "en" ? root.lang : "en-GB");

export const number = (value) => new Intl.NumberFormat(reader(), { maximumFractionDigits: 1 }).format(value);

export const axis = (more = {}) => ({
  stroke: token("axis"), grid: { stroke: token("grid"), width: 1 }, ticks: { show: false }, font: `12px ${FONT}`, ...more,
});

/** The value axis: from zero, at most seven lines, unit on the axis. */
export const valueAxis = (unit) => axis({
  size: 56, values: (_, values) => values.map(number), space: 48,
  ...(unit ? { label: unit, labelSize: 20, labelFont: `12px ${FONT}` } : {}),
});

export const value = (cell) => (cell?.dataset.v === undefined || cell.dataset.v === "" ? null : Number(cell.dataset.v));
