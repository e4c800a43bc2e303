// The timeline: events by day, solid where the day is known, faded where an event may lie on any of several days.

import * as Plot from "@observablehq/plot";
import { type Atlas, readAtlas } from "./atlas";
import { dateOf, dayOf, isoOf, textOf } from "./days";
import { colourOf, make, plural } from "./dom";

/** An event that may lie in more days than this says too little to be drawn on one. */
const VAGUE_DAYS = 31;
/** Types by family, as `noria.values.vocabulary` has them; nineteen colours could not be told apart. */
const FAMILIES: [name: string, colour: string, types: string[]][] = [
  ["Ground taken, held or left", "#0072b2", ["capture", "advance", "withdraw", "hold", "encircle"]],
  ["Fighting, strikes and attacks", "#d55e00", ["clash", "airstrike", "shelling", "bombing", "attack"]],
  ["People harmed, displaced or held", "#cc79a7", ["casualty", "displace", "detain"]],
  ["Forces and equipment", "#009e73", ["deploy", "materiel", "defect"]],
  ["Beginnings, agreements, statements", "#8a8a84", ["launch", "agree", "state"]],
];
const BARS = 160;
const SHORT = ["Jan", "Feb", "Mar", "Apr", "May", "June", "July", "Aug", "Sep", "Oct", "Nov", "Dec"];
const OTHERS = "others, several or not known";
const LABEL_WIDTH = 52;

interface Share {
  bin: number;
  group: string;
  weight: number;
  faded: boolean;
}

export async function drawTimeline(place: HTMLElement): Promise<void> {
  const atlas = await readAtlas(place.dataset["source"] ?? "/atlas.json");
  const dated = atlas.events.filter((event) => event.start !== null && event.end !== null);
  if (dated.length === 0 || atlas.span === null) {
    place.append(make("p", { class: "quiet" }, "No event has a date that could be drawn."));
    return;
  }
  const by = make("select", { id: "timeline-by" }, make("option", { value: "kind" }, "kind of event"), make("option", { value: "side" }, "side that acted"));
  const whole = make("input", { type: "checkbox", id: "timeline-whole" });
  const chart = make("div", { class: "plot" });
  const note = make("p", { class: "status" });
  place.append(make("div", { class: "steps" },
    make("span", {}, make("label", { for: "timeline-by" }, "Coloured by "), by),
    make("span", {}, whole, make("label", { for: "timeline-whole" }, " the whole record, from first to last day"))), chart, note);
  if (atlas.window === null || atlas.window.join() === atlas.span.join()) whole.parentElement?.remove();

  const draw = (): void => {
    const [from, to] = ((whole.checked ? atlas.span : atlas.window) ?? atlas.span) as [string, string];
    const [first, last] = [dayOf(from), dayOf(to)];
    const size = [1, 7, 30, 365].find((days) => (last - first + 1) / days <= BARS) ?? 3650;
    const { shares, left } = sharesOf(atlas, first, last, size, by.value === "side");
    chart.replaceChildren(plot(atlas, shares, first, last, size, by.value === "side", chart.clientWidth, place.dataset["events"] ?? "/events"));
    const bin = size === 1 ? "A bar is a day; it leads to the day's events." : `A bar is ${size === 7 ? "a week" : plural(size, "day")}; it leads to the events of its first day.`;
    note.textContent = `${bin} Faded: the account gives only a stretch of days, the event is spread over it.${left > 0 ? ` Not drawn: ${plural(left, "event")} outside these days, dated too loosely or not at all.` : ""}`;
  };
  by.addEventListener("change", draw);
  whole.addEventListener("change", draw);
  let width = place.clientWidth;
  new ResizeObserver(() => {
    if (Math.abs(place.clientWidth - width) > 20) {
      width = place.clientWidth;
      draw();
    }
  }).observe(place);
  draw();
}

/** Every event's share of each bin; an event of one day is whole in its bin, one of n days has 1/n in each day. */
function sharesOf(atlas: Atlas, first: number, last: number, size: number, bySide: boolean): { shares: Share[]; left: number } {
  const sums = new Map<string, Share>();
  let left = 0;
  for (const event of atlas.events) {
    const start = event.start === null ? NaN : dayOf(event.start);
    const end = event.end === null ? NaN : dayOf(event.end);
    const days = end - start + 1;
    if (!(days <= VAGUE_DAYS) || end < first || start > last) {
      left += 1;
      continue;
    }
    const group = bySide
      ? (atlas.sides.find(({ id, own }) => own && id === event.side)?.name ?? OTHERS)
      : (FAMILIES.find(([, , types]) => types.includes(event.type))?.[0] ?? "");
    for (let day = Math.max(start, first); day <= Math.min(end, last); day += 1) {
      const bin = first + Math.floor((day - first) / size) * size;
      const key = `${bin} ${days > 1} ${group}`;
      const share = sums.get(key) ?? { bin, group, weight: 0, faded: days > 1 };
      share.weight += 1 / days;
      sums.set(key, share);
    }
  }
  return { shares: [...sums.values()].sort((a, b) => Number(a.faded) - Number(b.faded)), left };
}

function plot(atlas: Atlas, shares: Share[], first: number, last: number, size: number, bySide: boolean, width: number, events: string): SVGElement | HTMLElement {
  const palette: [string, string][] = bySide
    ? [...atlas.sides.filter(({ own }) => own).map(({ name, colour }): [string, string] => [name, colour]), [OTHERS, colourOf("--unknown")]]
    : FAMILIES.map(([name, colour]) => [name, colour]);
  const used = palette.filter(([name]) => shares.some(({ group }) => group === name));
  const bins = [...new Set(shares.map(({ bin }) => bin))];
  const most = Math.max(1, ...bins.map((bin) => shares.filter((share) => share.bin === bin).reduce((sum, { weight }) => sum + weight, 0)));
  const [path, query] = events.split("?");
  const made = Plot.plot({
    width: Math.max(280, width),
    height: 240,
    marginLeft: 36,
    ariaLabel: "Events over time",
    style: { background: "transparent", color: "inherit", fontFamily: "inherit", fontSize: "12px" },
    x: { type: "utc", domain: [dateOf(first), dateOf(last + 1)], label: null },
    y: { domain: [0, most], label: "events", grid: true, ...(most < 6 ? { ticks: Array.from({ length: Math.ceil(most) + 1 }, (_, i) => i) } : {}) },
    color: { domain: used.map(([name]) => name), range: used.map(([, colour]) => colour), legend: true },
    marks: [
      Plot.rectY(shares, {
        x1: (share: Share) => dateOf(share.bin),
        x2: (share: Share) => dateOf(share.bin + size),
        y: "weight",
        fill: "group",
        fillOpacity: (share: Share) => (share.faded ? 0.4 : 1),
        insetLeft: 0.5,
        insetRight: 0.5,
      }),
      Plot.ruleY([0]),
      ...(last - first < 21
        ? [Plot.axisX({ ticks: daysBetween(first, last, width), tickFormat: (day: Date) => `${day.getUTCDate()} ${SHORT[day.getUTCMonth()]}`, tickSize: 0, dx: width / (last - first + 2) / 2.4, label: null })]
        : []),
      Plot.rect(bins, {
        x1: (bin: number) => dateOf(bin),
        x2: (bin: number) => dateOf(bin + size),
        y1: 0,
        y2: most,
        fill: "currentColor",
        fillOpacity: 0,
        href: (bin: number) => `${path}?${query === undefined ? "" : `${query}&`}on=${isoOf(bin)}`,
        ariaLabel: (bin: number) => `Events of ${textOf(bin)}`,
        title: (bin: number) => textOf(bin),
      }),
    ],
  });
  return made;
}

/** The days to name on the axis, as many as there is room for. */
function daysBetween(first: number, last: number, width: number): Date[] {
  const step = Math.ceil(((last - first + 1) * LABEL_WIDTH) / Math.max(280, width));
  return Array.from({ length: Math.ceil((last - first + 1) / step) }, (_, i) => dateOf(first + i * step));
}
