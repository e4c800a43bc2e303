// What /atlas.json answers; `noria/views/web/pages/atlas.py` makes it.

export type State = "held" | "contested" | "besieged" | "unknown";

export interface Holding {
  state: State;
  side: string | null;
  holder: string | null;
  since: string | null;
  until: string | null;
}

export interface Place {
  name: string;
  lat: number;
  lon: number;
  /** The number of the shape in which it lies; -1 where its spot is known. */
  shape: number;
  url: string;
  /** How many events happened there. */
  events: number;
  holdings: Holding[];
}

export interface AtlasEvent {
  title: string;
  type: string;
  url: string;
  start: string | null;
  end: string | null;
  when: string;
  side: string | null;
  accounts: number;
  origins: number;
  /** The number of the shape in which it lies; -1 where the spot itself is told. */
  at: [lat: number, lon: number, shape: number][];
}

/** An area that is all that is known of a place: polygons, of each its rings of [lon, lat], the outer one first. */
export interface Shape {
  km: number;
  polygons: [number, number][][][];
}

export interface Side {
  id: string;
  name: string;
  colour: string;
  /** Whether the colour is this side's alone; the rest share one grey. */
  own: boolean;
}

export interface Atlas {
  on: string | null;
  window: [string, string] | null;
  span: [string, string] | null;
  tiles: string | null;
  types: Record<string, string>;
  sides: Side[];
  places: Place[];
  events: AtlasEvent[];
  shapes: Shape[];
}

const answers = new Map<string, Promise<Atlas>>();

/** The atlas at an address, asked for once a page. */
export function readAtlas(source: string): Promise<Atlas> {
  let answer = answers.get(source);
  if (answer === undefined) {
    answer = fetch(source).then((response) => {
      if (!response.ok) throw new Error(`${source}: ${response.status}`);
      return response.json() as Promise<Atlas>;
    });
    answers.set(source, answer);
  }
  return answer;
}
