// The state of the world on a day, out of the atlas. No map here, only what is to be drawn.

import type { Atlas, AtlasEvent, Holding, Place, Shape } from "./atlas";
import { dayOf } from "./days";

export interface Held {
  place: Place;
  holding: Holding;
}

export interface Ring {
  lat: number;
  lon: number;
  /** The area that is all that is known; null for a spot. */
  shape: Shape | null;
  accounts: number;
  events: AtlasEvent[];
}

/** Which events a day shows: its own, those of the week up to it, or all up to it. */
export type Reach = "day" | "week" | "all";

/** Who held each place on the day; a place of which nothing was known then is left out. */
export function controlOn(atlas: Atlas, day: number): Held[] {
  return atlas.places.flatMap((place) => {
    const holding = place.holdings.find(
      ({ since, until }) => (since === null || dayOf(since) <= day) && (until === null || day <= dayOf(until)),
    );
    return holding === undefined ? [] : [{ place, holding }];
  });
}

/** Events that may lie within the reach of the day. */
export function eventsOn(atlas: Atlas, day: number, reach: Reach): AtlasEvent[] {
  const first = reach === "day" ? day : reach === "week" ? day - 6 : -Infinity;
  return atlas.events.filter(({ start, end }) => start !== null && end !== null && dayOf(start) <= day && dayOf(end) >= first);
}

/** Events by where they lie, one ring a spot and precision; the widest first, so that small ones are drawn on top. */
export function ringsOf(atlas: Atlas, events: AtlasEvent[]): Ring[] {
  const rings = new Map<string, Ring>();
  for (const event of events) {
    for (const [lat, lon, shape] of event.at) {
      const key = `${lat.toFixed(4)} ${lon.toFixed(4)} ${shape}`;
      const ring = rings.get(key) ?? { lat, lon, shape: atlas.shapes[shape] ?? null, accounts: 0, events: [] };
      ring.accounts += event.accounts;
      ring.events.push(event);
      rings.set(key, ring);
    }
  }
  return [...rings.values()].sort((a, b) => (b.shape?.km ?? 0) - (a.shape?.km ?? 0) || b.accounts - a.accounts);
}

export function stateText({ state, side, holder }: Holding, sideName: (id: string) => string): string {
  const who = holder ?? (side === null ? null : sideName(side));
  const full = holder !== null && side !== null && sideName(side) !== holder ? `${holder} (${sideName(side)})` : who;
  switch (state) {
    case "held":
      return `held by ${full ?? "somebody not named"}`;
    case "besieged":
      return full === null ? "besieged" : `besieged, held by ${full}`;
    case "contested":
      return full === null ? "contested" : `contested, last held by ${full}`;
    case "unknown":
      return "holder not known";
  }
}
