// Charts, drawn from the table beside them, so that the two cannot differ. Colours come from the theme's tokens and change with it.
//
// Markup: <div class="chart" role="img" aria-label="the finding, in a sentence" data-chart="bars" data-table="#revenue" data-unit="VND million">
//   bars:  stacked columns. thead th[data-x] are the columns (data-x is the label), tbody tr[data-digit] the channels from the bottom
//          up, td[data-v] the values. Channels keep their colour; the digit is written into each segment that has room for it.
//   lines: thead th[data-line="level|promised|forecast|high|low|plain|other"] are the series, tbody tr[data-x] (ISO date or a label)
//          the points, td[data-v] the values in the order of the heads; an empty data-v is a gap.
//          data-limit="120" data-limit-label="reorder at 120", data-today="2026-11-12" data-today-label="today" draw the marks.

import uPlot from "uplot";
import { barChart } from "./chart_bars.js";
import { lineChart } from "./chart_lines.js";

const KINDS = { bars: barChart, lines: lineChart };
let drawn = [];

function draw() {
  drawn.forEach((chart) => chart.destroy());
  drawn = [...document.querySelectorAll("[data-chart]")].flatMap((element) => {
    const table = document.querySelector(element.dataset.table);
    const made = table && KINDS[element.dataset.chart]?.(element, table);
    if (!made) return [];
    const [options, data] = made;
    const height = Number(element.dataset.height || options.height);
    return [new uPlot({ width: element.clientWidth, legend: { show: false }, ...options, height }, data, element)];
  });
}

let settle;
document.fonts.ready.then(() => {
  draw();
  addEventListener("resize", () => {
    clearTimeout(settle);
    settle = setTimeout(draw, 120);
  });
  document.addEventListener("theme:changed", draw);
  document.addEventListener("htmx:afterSettle", (event) => { if (event.target.querySelector("[data-chart]")) draw(); });
});
