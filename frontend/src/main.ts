// Islands: pages are whole without them. Each is loaded only by a page that has its place.

import "./islands.css";

type Island = (place: HTMLElement) => void | Promise<void>;

const ISLANDS: Record<string, () => Promise<Island>> = {
  map: async () => (await import("./map")).drawMap,
  timeline: async () => (await import("./timeline")).drawTimeline,
  casualties: async () => (await import("./casualties")).drawCasualties,
  reader: async () => (await import("./reader")).followClaims,
};

for (const place of document.querySelectorAll<HTMLElement>("[data-island]")) {
  const load = ISLANDS[place.dataset["island"] ?? ""];
  if (load === undefined) continue;
  load()
    .then((island) => island(place))
    .then(() => place.setAttribute("data-ready", ""))
    .catch((error: unknown) => {
      const note = document.createElement("p");
      note.className = "note";
      note.textContent = "This drawing could not be made in your browser. The tables of this page hold the same.";
      place.append(note);
      place.setAttribute("data-failed", "");
      console.warn(error);
    });
}
