// The map: who held what on a day, and where that day's events lie. A slider walks through the days.

import "maplibre-gl/dist/maplibre-gl.css";
import type { FeatureCollection } from "geojson";
import { AttributionControl, type GeoJSONSource, LngLatBounds, Map as MapView, NavigationControl, Popup, ScaleControl, addProtocol, setWorkerUrl } from "maplibre-gl";
import workerUrl from "maplibre-gl/dist/maplibre-gl-worker.mjs?url";
import { type Atlas, type AtlasEvent, readAtlas } from "./atlas";
import { type Held, type Reach, type Ring, controlOn, eventsOn, ringsOf, stateText } from "./control";
import { dayOf, isoOf, textOf } from "./days";
import { colourOf, make, onScheme, plural } from "./dom";
import { type Area, Ground } from "./ground";
import { Labels } from "./labels";
import { Slider } from "./slider";
import { baseStyle, repaint } from "./style";

const IN_A_POPUP = 12;
const HELD = ["control", "held-areas"];
const LAYERS = [...HELD, "events", "areas", "inferred"];

export async function drawMap(place: HTMLElement): Promise<void> {
  const atlas = await readAtlas(place.dataset["source"] ?? "/atlas.json");
  if (atlas.places.length === 0 && atlas.events.every((event) => event.at.length === 0)) {
    place.append(make("p", { class: "quiet" }, "No place of this dossier could be put on a map."));
    return;
  }
  const frame = make("div", { class: "frame" });
  place.append(frame);
  setWorkerUrl(new URL(workerUrl, import.meta.url).href);
  if (atlas.tiles?.startsWith("pmtiles://")) addProtocol("pmtiles", new (await import("pmtiles")).Protocol().tile);
  const view = new MapView({
    container: frame,
    style: await baseStyle(atlas.tiles),
    bounds: boundsOf(atlas),
    fitBoundsOptions: { padding: { top: 50, bottom: 50, left: 40, right: 90 }, maxZoom: 10 },
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false,
    maxPitch: 0,
    cooperativeGestures: true,
    fadeDuration: 0,
  });
  view.touchZoomRotate.disableRotation();
  view.addControl(new AttributionControl({ compact: true }), "bottom-right");
  view.addControl(new NavigationControl({ showCompass: false }), "top-right");
  view.addControl(new ScaleControl({ unit: "metric" }), "bottom-left");
  view.getCanvas().setAttribute("aria-label", "Map. The same is in the table below.");
  await view.once("load");

  const labels = new Labels(view, atlas);
  const areas = place.dataset["areas"];
  const ground = areas === undefined ? undefined : new Ground(view, atlas, areas);
  const status = make("p", { class: "status", "aria-live": "polite" });
  let rings: Ring[] = [];
  let held: Held[] = [];
  const show = (day: number, reach: Reach): void => {
    held = controlOn(atlas, day);
    const events = eventsOn(atlas, day, reach);
    rings = ringsOf(atlas, events);
    source(view, "control").setData(controlPoints(atlas, held));
    source(view, "held-areas").setData(controlAreas(atlas, held));
    source(view, "events").setData(ringPoints(rings));
    source(view, "areas").setData(ringAreas(rings));
    labels.show(held);
    ground?.show(day);
    status.replaceChildren(...statusOf(place, atlas, held, events, day, reach));
    for (const shown of document.querySelectorAll("[data-day-shown]")) shown.textContent = textOf(day);
    place.dataset["day"] = isoOf(day);
  };
  const slider = new Slider(atlas, show);
  place.append(slider.element, status);
  if (ground !== undefined) place.append(ground.element);
  slider.start();

  const popup = new Popup({ maxWidth: "20rem", closeOnMove: false });
  for (const layer of LAYERS) {
    view.on("mouseenter", layer, () => view.getCanvas().style.setProperty("cursor", "pointer"));
    view.on("mouseleave", layer, () => view.getCanvas().style.removeProperty("cursor"));
  }
  view.on("click", (click) => {
    const hits = view.queryRenderedFeatures(click.point, { layers: LAYERS });
    if (hits.length === 0) return;
    const here = hits.filter((hit) => HELD.includes(hit.layer.id)).flatMap((hit) => held[hit.properties["index"] as number] ?? []);
    const around = new Set(hits.filter((hit) => ["events", "areas"].includes(hit.layer.id)).flatMap((hit) => rings[hit.properties["index"] as number]?.events ?? []));
    const between = here.length > 0 ? [] : hits.filter((hit) => hit.layer.id === "inferred").flatMap((hit) => ground?.at(hit.properties["index"] as number) ?? []);
    popup.setLngLat(click.lngLat).setDOMContent(told(atlas, here, [...around], between[0])).addTo(view);
  });
  onScheme(() => {
    ground?.hatch();
    for (const [layer, property, value] of repaint(atlas.tiles !== null)) view.setPaintProperty(layer, property as never, value as never);
  });
}

function source(view: MapView, id: string): GeoJSONSource {
  return view.getSource(id) as GeoJSONSource;
}

/** The frame that holds the places held and the events of the dossier's own days, without the farthest two in a hundred. */
function boundsOf(atlas: Atlas): LngLatBounds {
  const near = atlas.window;
  const points = atlas.places.map(({ lat, lon }): [number, number] => [lon, lat]);
  for (const event of atlas.events) {
    if (near !== null && (event.start === null || event.start < near[0] || event.start > near[1])) continue;
    for (const [lat, lon] of event.at) points.push([lon, lat]);
  }
  if (points.length === 0) for (const event of atlas.events) for (const [lat, lon] of event.at) points.push([lon, lat]);
  const part = (axis: 0 | 1, share: number): number => {
    const sorted = points.map((point) => point[axis]).sort((a, b) => a - b);
    return sorted[Math.round((sorted.length - 1) * share)] ?? 0;
  };
  return new LngLatBounds([part(0, 0.02), part(1, 0.02)], [part(0, 0.98), part(1, 0.98)]);
}

function colourIn(atlas: Atlas, side: string | null): string {
  return atlas.sides.find(({ id }) => id === side)?.colour ?? colourOf("--unknown");
}

function controlPoints(atlas: Atlas, held: Held[]): FeatureCollection {
  return {
    type: "FeatureCollection",
    features: held.flatMap(({ place, holding }, index) =>
      atlas.shapes[place.shape] !== undefined
        ? []
        : [{
            type: "Feature",
            geometry: { type: "Point", coordinates: [place.lon, place.lat] },
            properties: { index, state: holding.state, colour: colourIn(atlas, holding.side) },
          }],
    ),
  };
}

/** Sites known only by the place they are in or off: their area, in the colour of who holds them. */
function controlAreas(atlas: Atlas, held: Held[]): FeatureCollection {
  return {
    type: "FeatureCollection",
    features: held.flatMap(({ place, holding }, index) => {
      const shape = atlas.shapes[place.shape];
      return shape === undefined
        ? []
        : [{ type: "Feature", geometry: { type: "MultiPolygon", coordinates: shape.polygons }, properties: { index, colour: colourIn(atlas, holding.side) } }];
    }),
  };
}

function ringPoints(rings: Ring[]): FeatureCollection {
  return {
    type: "FeatureCollection",
    features: rings.flatMap((ring, index) =>
      ring.shape !== null
        ? []
        : [{ type: "Feature", geometry: { type: "Point", coordinates: [ring.lon, ring.lat] }, properties: { index, accounts: ring.accounts } }],
    ),
  };
}

function ringAreas(rings: Ring[]): FeatureCollection {
  return {
    type: "FeatureCollection",
    features: rings.flatMap((ring, index) =>
      ring.shape !== null
        ? [{ type: "Feature", geometry: { type: "MultiPolygon", coordinates: ring.shape.polygons }, properties: { index } }]
        : [],
    ),
  };
}

function statusOf(place: HTMLElement, atlas: Atlas, held: Held[], events: AtlasEvent[], day: number, reach: Reach): (Node | string)[] {
  const drawn = events.filter((event) => event.at.length > 0).length;
  const when = { day: "that day", week: "the week up to it", all: "all days up to it" }[reach];
  const certain = held.filter(({ holding }) => holding.state === "held" || holding.state === "besieged");
  const own = atlas.sides.filter((side) => side.own);
  const bySide = own
    .map(({ id, name }) => [name, certain.filter(({ holding }) => holding.side === id).length] as const)
    .concat([["others", certain.filter(({ holding }) => own.every(({ id }) => id !== holding.side)).length]])
    .filter(([, number]) => number > 0)
    .map(([name, number]) => `${name} ${number}`);
  const contested = held.filter(({ holding }) => holding.state === "contested").length;
  if (contested > 0) bySide.push(`contested ${contested}`);
  const link = make("a", { href: eventsAddress(place, day) }, `Events of ${textOf(day)}`);
  const rest = events.length - drawn > 0 ? `, ${events.length - drawn} more without a spot on the map` : "";
  return [
    `${textOf(day)}: ${bySide.length > 0 ? `places held: ${bySide.join(", ")}` : "no holder known"}. `,
    `${plural(drawn, "event")} of ${when} drawn${rest}. `, link,
  ];
}

function eventsAddress(place: HTMLElement, day: number): string {
  const asked = new URL(place.dataset["source"] ?? "", location.href).searchParams.get("as_known");
  return `/events?on=${isoOf(day)}${asked === null ? "" : `&as_known=${asked}`}`;
}

/** What a popup says: the places under the click with their holders, and the events around it. */
function told(atlas: Atlas, held: Held[], events: AtlasEvent[], between?: Area): HTMLElement {
  const name = (id: string): string => atlas.sides.find((side) => side.id === id)?.name ?? id;
  const box = make("div", { class: "told" });
  for (const { place, holding } of held) {
    box.append(make("p", { class: "place" }, make("a", { href: place.url }, place.name)));
    const since = holding.since === null ? "" : `, since ${textOf(dayOf(holding.since))}`;
    box.append(make("p", {}, stateText(holding, name) + since));
  }
  if (between !== undefined) {
    const nearest = make("a", { href: between.url }, between.place);
    const state = stateText({ ...between, since: null, until: null }, name);
    box.append(make("p", {}, "Inferred, not told: as ", nearest, `, the nearest place of which something is known; ${state}`));
  }
  if (events.length > 0) {
    const list = make("ul");
    for (const event of [...events].sort((a, b) => b.accounts - a.accounts).slice(0, IN_A_POPUP)) {
      list.append(make("li", {}, make("a", { href: event.url }, event.title), make("small", {}, ` ${event.when}, ${plural(event.accounts, "account")}`)));
    }
    box.append(list);
    if (events.length > IN_A_POPUP) box.append(make("p", {}, `and ${plural(events.length - IN_A_POPUP, "more event")}`));
  }
  return box;
}
