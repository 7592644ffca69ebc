// Lines over time or over names: what is there solid and stepped, what is promised dotted, the forecast dashed with its band, limits
// dashed red with their name on the line.

import uPlot from "uplot";
import { FONT, axis, reader, token, value, valueAxis } from "./chart_tokens.js";

const STYLES = {
  level: () => ({ stroke: token("series"), width: 2, paths: uPlot.paths.stepped({ align: 1 }) }),
  promised: () => ({ stroke: token("warn"), width: 1.75, dash: [2, 4], paths: uPlot.paths.stepped({ align: 1 }) }),
  forecast: () => ({ stroke: token("forecast"), width: 2, dash: [7, 5] }),
  high: () => ({ stroke: "transparent" }),
  low: () => ({ stroke: "transparent" }),
  plain: () => ({ stroke: token("series"), width: 2 }),
  other: () => ({ stroke: token("control"), width: 1.75, dash: [6, 4] }),
};

function read(table) {
  const kinds = [...table.querySelectorAll("thead th[data-line]")].map((head) => ({ kind: head.dataset.line, label: head.textContent.trim() }));
  const rows = [...table.querySelectorAll("tbody tr[data-x]")];
  const columns = kinds.map((_, at) => rows.map((row) => value(row.querySelectorAll("td[data-v]")[at])));
  return { kinds, columns, labels: rows.map((row) => row.dataset.x) };
}

function marks(element, xs, labels) {
  const { limit, limitLabel, today, todayLabel } = element.dataset;
  return { hooks: { draw: [(chart) => {
    const { ctx, bbox } = chart;
    const ratio = devicePixelRatio;
    ctx.save();
    ctx.font = `${12 * ratio}px ${FONT}`;
    ctx.lineWidth = ratio;
    const at = today ? labels.indexOf(today) : -1;
    if (at >= 0) {
      const x = chart.valToPos(xs[at], "x", true);
      ctx.strokeStyle = token("control");
      ctx.beginPath();
      ctx.moveTo(x, bbox.top);
      ctx.lineTo(x, bbox.top + bbox.height);
      ctx.stroke();
      ctx.fillStyle = token("ink-2");
      ctx.textAlign = "right";
      ctx.fillText(todayLabel || "", x - 6 * ratio, bbox.top + 12 * ratio);
    }
    if (limit) {
      const y = chart.valToPos(Number(limit), "y", true);
      ctx.strokeStyle = token("bad");
      ctx.setLineDash([5 * ratio, 4 * ratio]);
      ctx.beginPath();
      ctx.moveTo(bbox.left, y);
      ctx.lineTo(bbox.left + bbox.width, y);
      ctx.stroke();
      ctx.fillStyle = token("bad");
      ctx.textAlign = "center";
      ctx.fillText(limitLabel || limit, bbox.left + bbox.width * 0.6, y - 6 * ratio);
    }
    ctx.restore();
  }] } };
}

export function lineChart(element, table) {
  const { kinds, columns, labels } = read(table);
  if (!labels.length || !kinds.length) return null;
  const dated = labels.every((label) => /^\d{4}-\d\d-\d\d$/.test(label));
  const xs = dated ? labels.map((label) => Date.parse(`${label}T00:00:00Z`) / 1000) : labels.map((_, at) => at);
  const day = new Intl.DateTimeFormat(reader(), { day: "numeric", month: "short", timeZone: "UTC" });
  const names = dated
    ? { values: (_, values) => values.map((x) => day.format(x * 1000)) }
    : { splits: () => xs, values: () => labels };
  const high = kinds.findIndex(({ kind }) => kind === "high") + 1;
  const low = kinds.findIndex(({ kind }) => kind === "low") + 1;
  const top = Number(element.dataset.limit || 0);
  return [{
    height: 260,
    plugins: [marks(element, xs, labels)],
    scales: { x: { time: false }, y: { range: (_, least, most) => [Math.min(0, least ?? 0), Math.max(most ?? 1, top, 1) * 1.08] } },
    series: [{}, ...kinds.map(({ kind, label }) => ({ label, points: { show: false }, ...(STYLES[kind] || STYLES.plain)() }))],
    bands: high && low ? [{ series: [high, low], fill: token("band") }] : [],
    axes: [axis({ size: 28, grid: { show: false }, ...names }), valueAxis(element.dataset.unit)],
  }, [xs, ...columns]];
}
