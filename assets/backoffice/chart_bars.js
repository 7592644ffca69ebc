// Stacked columns by channel: 6 7 5 4 8 9 from the bottom up, each in its colour, with its digit in it.

import uPlot from "uplot";
import { FONT, axis, number, token, value, valueAxis } from "./chart_tokens.js";

const ROOM_FOR_A_DIGIT = 13;

function read(table) {
  const heads = [...table.querySelectorAll("thead th[data-x]")].map((head) => head.dataset.x);
  const channels = [...table.querySelectorAll("tbody tr[data-digit]")].map((row) => ({
    digit: row.dataset.digit,
    values: [...row.querySelectorAll("td[data-v]")].map((cell) => value(cell) ?? 0),
  }));
  return { heads, channels };
}

function stacked(channels, count) {
  let total = Array(count).fill(0);
  return channels.map(({ values }) => {
    total = total.map((sum, at) => sum + (values[at] ?? 0));
    return [...total];
  });
}

function digits(channels, sums, xs) {
  return { hooks: { draw: [(chart) => {
    const { ctx } = chart;
    const ratio = devicePixelRatio;
    ctx.save();
    ctx.textAlign = "center";
    ctx.textBaseline = "middle";
    ctx.font = `700 ${11 * ratio}px ${FONT}`;
    channels.forEach(({ digit }, layer) => xs.forEach((x) => {
      const top = chart.valToPos(sums[layer][x], "y", true);
      const bottom = chart.valToPos(layer ? sums[layer - 1][x] : 0, "y", true);
      if (bottom - top <= ROOM_FOR_A_DIGIT * ratio) return;
      ctx.fillStyle = token(`ch${digit[0]}-on`);
      ctx.fillText(digit, chart.valToPos(x, "x", true), (top + bottom) / 2);
    }));
    ctx.font = `600 ${12 * ratio}px ${FONT}`;
    ctx.fillStyle = token("ink");
    const tops = sums.at(-1) ?? [];
    const words = xs.map((x) => number(Math.round(tops[x])));
    // Sums that would run into each other are left to the table.
    const room = Math.abs(chart.valToPos(1, "x", true) - chart.valToPos(0, "x", true)) - 4 * ratio;
    if (words.every((word) => ctx.measureText(word).width <= room)) {
      xs.forEach((x) => ctx.fillText(words[x], chart.valToPos(x, "x", true), chart.valToPos(tops[x], "y", true) - 10 * ratio));
    }
    ctx.restore();
  }] } };
}

export function barChart(element, table) {
  const { heads, channels } = read(table);
  if (!heads.length || !channels.length) return null;
  const xs = heads.map((_, at) => at);
  const sums = stacked(channels, heads.length);
  const order = channels.map((_, at) => at).reverse(); // the tallest is painted first, the lower ones over it
  return [{
    height: 350,
    plugins: [digits(channels, sums, xs)],
    cursor: { drag: { x: false, y: false } },
    scales: { x: { time: false, range: [-0.6, xs.length - 0.4] }, y: { range: (_, low, high) => [0, (high || 1) * 1.12] } },
    series: [{}, ...order.map((at) => ({
      label: channels[at].digit, fill: token(`ch${channels[at].digit[0]}`), stroke: token("surface"), width: 1.5,
      paths: uPlot.paths.bars({ size: [0.62, 64] }), points: { show: false },
    }))],
    axes: [axis({ size: 28, grid: { show: false }, splits: () => xs, values: () => heads }), valueAxis(element.dataset.unit)],
  }, [xs, ...order.map((at) => sums[at])]];
}
