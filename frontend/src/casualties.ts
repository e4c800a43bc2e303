// Accounts of casualties laid over each other: a range as a bar, a single figure as a dot, an open end fading out.

import * as Plot from "@observablehq/plot";
import { colourOf, make } from "./dom";

interface Toll {
  source: string;
  low: number | null;
  high: number | null;
  kind: string;
}

interface Panel {
  title: string;
  low: number | null;
  high: number | null;
  tolls: Toll[];
}

interface Row {
  label: string;
  from: number;
  to: number;
  openLow: boolean;
  openHigh: boolean;
  text: string;
}

export function drawCasualties(place: HTMLElement): void {
  const values = document.getElementById(place.dataset["values"] ?? "")?.textContent ?? "[]";
  const panels = JSON.parse(values) as Panel[];
  const draw = (): void => place.replaceChildren(...panels.map((panel) => make("figure", {}, make("figcaption", {}, panel.title), plot(panel, place.clientWidth))));
  let width = place.clientWidth;
  new ResizeObserver(() => {
    if (Math.abs(place.clientWidth - width) > 20) {
      width = place.clientWidth;
      draw();
    }
  }).observe(place);
  draw();
}

function plot(panel: Panel, width: number): SVGElement | HTMLElement {
  const most = Math.max(1, panel.high ?? (panel.low ?? 0) * 1.15, ...panel.tolls.map(({ low, high }) => high ?? (low ?? 0) * 1.15));
  const across = Math.max(280, Math.min(width, 900));
  const marginLeft = width < 500 ? 130 : 240;
  const marginRight = 20;
  // What all accounts of a panel have in common stands in its title; a label says it only where accounts differ in it.
  const alike = new Set(panel.tolls.map(({ kind }) => kind)).size === 1;
  const rows = panel.tolls.map((toll, index): Row => {
    const { low, high } = toll;
    return {
      label: `${index + 1}\u2002${shorten(toll.source, width < 500 ? 15 : 28)}`,
      from: low ?? 0,
      to: high ?? Math.max(most, low ?? 0),
      openLow: low === null,
      openHigh: high === null,
      text: (low === high ? `${low}` : low === null ? `up to ${high}` : high === null ? `at least ${low}` : `${low} to ${high}`) + (alike ? "" : toll.kind === "cumulative" ? ", in all by then" : toll.kind === "subset" ? ", a part" : ""),
    };
  });
  const range = colourOf("--range");
  const band = panel.low !== null || panel.high !== null ? [{ from: panel.low ?? 0, to: panel.high ?? most }] : [];
  /** A label stands to the right of its dot where it fits before the edge, else to the left. */
  const anchor = (row: Row): "start" | "end" => {
    const at = (labelled(row) / most) * (across - marginLeft - marginRight);
    return at + 9 + row.text.length * 6.5 <= across - marginLeft ? "start" : "end";
  };
  return Plot.plot({
    width: across,
    height: 46 + rows.length * 30,
    marginLeft,
    marginRight,
    ariaLabel: panel.title,
    style: { background: "transparent", color: "inherit", fontFamily: "inherit", fontSize: "12px" },
    x: { domain: [0, most], label: null, grid: true, ticks: width < 500 ? 4 : 8, tickFormat: ",d" },
    y: { domain: rows.map(({ label }) => label), label: null },
    marks: [
      Plot.rectX(band, { x1: "from", x2: "to", fill: range, fillOpacity: 0.13 }),
      Plot.barX(rows.filter(({ openHigh, openLow }) => !openHigh && !openLow), { y: "label", x1: "from", x2: "to", fill: range, insetTop: 9, insetBottom: 9 }),
      Plot.barX(rows.filter(({ openHigh, openLow }) => openHigh || openLow), { y: "label", x1: "from", x2: "to", fill: range, fillOpacity: 0.3, insetTop: 11, insetBottom: 11 }),
      Plot.dot(rows.filter(({ openLow }) => !openLow), { y: "label", x: "from", fill: range, r: 5 }),
      Plot.dot(rows.filter(({ openHigh }) => !openHigh), { y: "label", x: "to", fill: range, r: 5 }),
      ...(["start", "end"] as const).map((textAnchor) =>
        Plot.text(rows.filter((row) => anchor(row) === textAnchor), {
          y: "label", x: labelled, text: "text", dx: textAnchor === "end" ? -9 : 9, dy: -9, textAnchor, fill: "currentColor",
        }),
      ),
    ],
  });
}

/** Where the figure is written: at the end that the account gives. */
function labelled({ openHigh, from, to }: Row): number {
  return openHigh ? from : to;
}

function shorten(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1)}…`;
}
