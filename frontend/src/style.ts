// The plain map: outlines of countries on paper, no tiles unless the dossier names its own.

import type { FeatureCollection } from "geojson";
import type { LayerSpecification, SourceSpecification, StyleSpecification } from "maplibre-gl";
import { feature } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";
import outlines from "world-atlas/countries-50m.json?url";
import { colourOf } from "./dom";

export const EMPTY: FeatureCollection = { type: "FeatureCollection", features: [] };

/** Natural Earth's countries at 1:50 million, public domain, as packaged by world-atlas. */
async function countries(): Promise<FeatureCollection> {
  const topology = (await (await fetch(outlines)).json()) as Topology<{ countries: GeometryCollection }>;
  return feature(topology, topology.objects.countries);
}

export async function baseStyle(tiles: string | null): Promise<StyleSpecification> {
  const sources: Record<string, SourceSpecification> = {
    countries: { type: "geojson", data: await countries(), attribution: "Outlines: Natural Earth" },
    inferred: { type: "geojson", data: EMPTY },
    areas: { type: "geojson", data: EMPTY },
    "held-areas": { type: "geojson", data: EMPTY },
    events: { type: "geojson", data: EMPTY },
    control: { type: "geojson", data: EMPTY },
  };
  if (tiles !== null) {
    sources["tiles"] = tiles.startsWith("pmtiles://")
      ? { type: "raster", url: tiles, tileSize: 256 }
      : { type: "raster", tiles: [tiles], tileSize: 256 };
  }
  return { version: 8, sources, layers: layers(tiles !== null) };
}

function layers(tiled: boolean): LayerSpecification[] {
  const ink = colourOf("--ink");
  const base: LayerSpecification[] = [
    { id: "sea", type: "background", paint: { "background-color": colourOf("--sea") } },
    { id: "land", type: "fill", source: "countries", paint: { "fill-color": colourOf("--land") } },
  ];
  if (tiled) base.push({ id: "tiles", type: "raster", source: "tiles" });
  return [
    ...base,
    { id: "borders", type: "line", source: "countries", paint: { "line-color": colourOf("--border"), "line-width": 1.2 } },
    { id: "inferred", type: "fill", source: "inferred", paint: { "fill-pattern": ["image", ["get", "hatch"]], "fill-opacity": 0.55 } },
    { id: "areas", type: "fill", source: "areas", paint: { "fill-color": ink, "fill-opacity": 0.07 } },
    { id: "area-edges", type: "line", source: "areas", paint: { "line-color": ink, "line-opacity": 0.7, "line-width": 1.3, "line-dasharray": [3, 3] } },
    { id: "held-areas", type: "fill", source: "held-areas", paint: { "fill-color": ["get", "colour"], "fill-opacity": 0.12 } },
    { id: "held-edges", type: "line", source: "held-areas", paint: { "line-color": ["get", "colour"], "line-width": 2, "line-dasharray": [2, 2] } },
    {
      id: "control",
      type: "circle",
      source: "control",
      paint: {
        "circle-radius": ["case", ["==", ["get", "state"], "unknown"], 4, 7],
        "circle-color": ["case", ["==", ["get", "state"], "contested"], colourOf("--paper"), ["get", "colour"]],
        "circle-stroke-color": ["match", ["get", "state"], "contested", ["get", "colour"], "besieged", ink, colourOf("--paper")],
        "circle-stroke-width": ["match", ["get", "state"], "contested", 4, "besieged", 4, 1.5],
      },
    },
    {
      id: "events",
      type: "circle",
      source: "events",
      paint: {
        "circle-radius": ["+", 9, ["*", 3, ["sqrt", ["get", "accounts"]]]],
        "circle-color": "rgba(0,0,0,0)",
        "circle-stroke-color": ink,
        "circle-stroke-width": 1.8,
        "circle-stroke-opacity": 0.85,
      },
    },
  ];
}

/** The same layers in the colours of the page's scheme as it is now. */
export function repaint(tiled: boolean): [layer: string, property: string, value: unknown][] {
  return layers(tiled).flatMap((layer) =>
    Object.entries(layer.paint ?? {}).map(([property, value]): [string, string, unknown] => [layer.id, property, value]),
  );
}
