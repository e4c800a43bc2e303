// The ground between places, as it is inferred for a day: hatched, never filled, so that nobody takes it for something told.

import type { FeatureCollection } from "geojson";
import type { GeoJSONSource, Map as MapView } from "maplibre-gl";
import type { Atlas, State } from "./atlas";
import { isoOf } from "./days";
import { colourOf, make } from "./dom";

/** What /areas.json answers; `noria/views/web/pages/control.py` makes it. */
interface Answer {
  words: string;
  areas: Area[];
}

export interface Area {
  place: string;
  url: string;
  state: State;
  side: string | null;
  holder: string | null;
  polygons: [number, number][][][];
}

const TILE = 12;
const STROKE = 1.6;
const WAIT_MS = 120;

export class Ground {
  readonly element = make("p", { class: "inferred" });
  private readonly shown = make("input", { type: "checkbox", id: "map-inferred", checked: "" });
  private readonly words = make("span");
  private readonly answers = new Map<number, Promise<Answer>>();
  private areas: Area[] = [];
  private day: number | undefined;
  private waiting: number | undefined;

  constructor(private readonly view: MapView, private readonly atlas: Atlas, private readonly source: string) {
    this.element.append(make("label", {}, this.shown, " Hatched ground is inferred, not told."), " ", this.words);
    this.shown.addEventListener("change", () => this.draw());
    this.hatch();
  }

  /** Asks for the areas of a day; a day that is only passed on the way to another is not asked for. */
  show(day: number): void {
    this.day = day;
    window.clearTimeout(this.waiting);
    this.waiting = window.setTimeout(() => void this.fetch(day), this.answers.has(day) ? 0 : WAIT_MS);
  }

  /** The area drawn under this number. */
  at(index: number): Area | undefined {
    return this.areas[index];
  }

  /** Makes the hatches anew, in the colours of the page's scheme. */
  hatch(): void {
    for (const colour of new Set([...this.atlas.sides.map((side) => side.colour), colourOf("--unknown")])) {
      const name = `hatch ${colour}`;
      if (!this.view.hasImage(name)) this.view.addImage(name, stripes(colour), { pixelRatio: 2 });
    }
  }

  private async fetch(day: number): Promise<void> {
    const address = new URL(this.source, location.href);
    address.searchParams.set("on", isoOf(day));
    const answer = this.answers.get(day) ?? fetch(address).then((response) => {
      if (!response.ok) throw new Error(`${address.pathname}: ${response.status}`);
      return response.json() as Promise<Answer>;
    });
    this.answers.set(day, answer);
    try {
      const { areas, words } = await answer;
      if (this.day !== day) return;
      this.areas = areas;
      this.words.textContent = words;
      this.draw();
      this.element.dataset["day"] = isoOf(day);
    } catch (error) {
      this.answers.delete(day);
      this.areas = [];
      this.words.textContent = "It could not be worked out for this day.";
      this.draw();
      console.warn(error);
    }
  }

  private draw(): void {
    (this.view.getSource("inferred") as GeoJSONSource).setData(this.shown.checked ? this.features() : { type: "FeatureCollection", features: [] });
  }

  private features(): FeatureCollection {
    return {
      type: "FeatureCollection",
      features: this.areas.map((area, index) => {
        const colour = this.atlas.sides.find(({ id }) => id === area.side)?.colour ?? colourOf("--unknown");
        return {
          type: "Feature",
          geometry: { type: "MultiPolygon", coordinates: area.polygons },
          properties: { index, hatch: `hatch ${colour}` },
        };
      }),
    };
  }
}

/** A square of slanting lines that joins on to its copies. */
function stripes(colour: string): ImageData {
  const canvas = make("canvas", { width: String(TILE), height: String(TILE) });
  const brush = canvas.getContext("2d");
  if (brush === null) throw new Error("no canvas to draw a hatch on");
  brush.strokeStyle = colour;
  brush.lineWidth = STROKE;
  for (const shift of [-TILE, 0, TILE]) {
    brush.beginPath();
    brush.moveTo(shift, TILE);
    brush.lineTo(shift + TILE, 0);
    brush.stroke();
  }
  return brush.getImageData(0, 0, TILE, TILE);
}
