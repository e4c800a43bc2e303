// The slider over days, with steps, a way to play them, and a choice of which events a day shows.

import type { Atlas } from "./atlas";
import type { Reach } from "./control";
import { dayOf, textOf } from "./days";
import { make } from "./dom";

const STEP_MS = 700;

export class Slider {
  readonly element: HTMLElement;
  private readonly range = make("input", { type: "range", id: "map-day", step: "1" });
  private readonly said = make("output", { for: "map-day" });
  private readonly play = make("button", { type: "button" }, "Play");
  private readonly reach = make("select", { id: "map-reach" });
  private readonly whole = make("input", { type: "checkbox", id: "map-whole" });
  private timer: number | undefined;

  constructor(private readonly atlas: Atlas, private readonly show: (day: number, reach: Reach) => void) {
    const reaches: [Reach, string][] = [["day", "that day"], ["week", "the week up to it"], ["all", "all days up to it"]];
    for (const [value, text] of reaches) this.reach.append(make("option", { value }, text));
    const back = make("button", { type: "button", "aria-label": "One day back" }, "‹");
    const on = make("button", { type: "button", "aria-label": "One day on" }, "›");
    this.element = make("div", { class: "slider" },
      make("div", { class: "day" }, make("label", { for: "map-day" }, "Day"), this.range, this.said),
      make("div", { class: "steps" }, back, on, this.play,
        make("span", {}, make("label", { for: "map-reach" }, "Events of "), this.reach),
        make("span", {}, this.whole, make("label", { for: "map-whole" }, " the whole record, from first to last day"))));
    if (atlas.span === null || atlas.window === null || atlas.span.join() === atlas.window.join()) this.whole.parentElement?.remove();
    this.range.addEventListener("input", () => this.update());
    this.reach.addEventListener("change", () => this.update());
    this.whole.addEventListener("change", () => this.frame());
    back.addEventListener("click", () => this.step(-1));
    on.addEventListener("click", () => this.step(1));
    this.play.addEventListener("click", () => (this.timer === undefined ? this.run() : this.stop()));
  }

  start(): void {
    this.frame(this.atlas.on === null ? undefined : dayOf(this.atlas.on));
  }

  /** Sets the ends of the slider; the day stays, or goes to the nearer end. */
  private frame(day = Number(this.range.value)): void {
    const ends = (this.whole.checked ? this.atlas.span : this.atlas.window) ?? this.atlas.span;
    const [first, last] = ends === null ? [day, day] : [dayOf(ends[0]), dayOf(ends[1])];
    this.range.min = String(Math.min(first, this.whole.checked ? first : day));
    this.range.max = String(Math.max(last, this.whole.checked ? last : day));
    this.range.value = String(day);
    this.update();
  }

  private update(): void {
    const day = Number(this.range.value);
    this.said.textContent = textOf(day);
    this.range.setAttribute("aria-valuetext", textOf(day));
    this.show(day, this.reach.value as Reach);
  }

  private step(days: number): void {
    this.range.value = String(Number(this.range.value) + days);
    this.update();
  }

  private run(): void {
    if (this.range.value === this.range.max) this.range.value = this.range.min;
    this.play.textContent = "Stop";
    this.timer = window.setInterval(() => (this.range.value === this.range.max ? this.stop() : this.step(1)), STEP_MS);
  }

  private stop(): void {
    window.clearInterval(this.timer);
    this.timer = undefined;
    this.play.textContent = "Play";
  }
}
