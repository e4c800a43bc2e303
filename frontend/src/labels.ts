// Names of places as links over the map: no glyph server is needed, and they can be reached by keyboard.

import { type Map as MapView, Marker } from "maplibre-gl";
import type { Atlas, Place } from "./atlas";
import type { Held } from "./control";
import { colourOf, make } from "./dom";

const MOST = 300;
const GAP = 2;

export class Labels {
  private readonly links = new Map<Place, HTMLAnchorElement>();

  constructor(private readonly view: MapView, private readonly atlas: Atlas) {
    const ranked = [...atlas.places].sort((a, b) => b.events - a.events).slice(0, MOST);
    for (const place of ranked) {
      const link = make("a", { href: place.url, class: "place-label" }, place.name);
      new Marker({ element: make("div", {}, link), anchor: "left", offset: [11, 0] }).setLngLat([place.lon, place.lat]).addTo(view);
      this.links.set(place, link);
    }
    view.on("moveend", () => this.thin());
  }

  /** The names of the places held on a day, in the colour of who holds them. */
  show(held: Held[]): void {
    const now = new Map(held.map(({ place, holding }) => [place, holding]));
    for (const [place, link] of this.links) {
      const holding = now.get(place);
      const side = this.atlas.sides.find(({ id }) => id === holding?.side);
      link.style.setProperty("--side", side?.colour ?? colourOf("--unknown"));
      link.dataset["side"] = holding?.side ?? "";
      link.dataset["state"] = holding?.state ?? "";
    }
    this.thin();
  }

  /** Hides names of places that no holder is known of that day, that would stand on others or be cut by the frame; the busiest stay. */
  private thin(): void {
    const frame = this.view.getContainer().getBoundingClientRect();
    const taken: DOMRect[] = [];
    for (const link of this.links.values()) {
      link.classList.remove("crowded");
      const box = link.getBoundingClientRect();
      const crowded = link.dataset["state"] === "" || box.right > frame.right || taken.some(
        (other) => box.left < other.right + GAP && other.left < box.right + GAP && box.top < other.bottom + GAP && other.top < box.bottom + GAP,
      );
      link.classList.toggle("crowded", crowded);
      if (!crowded) taken.push(box);
    }
    this.view.triggerRepaint();
  }
}
