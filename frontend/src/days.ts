// Days as whole numbers since 1 January 1970, so that years BC and leap years count like any other.

const MS = 86_400_000;
const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

/** The number of an ISO day; years before 1 are written as ISO 8601 has it, "-0479-09-01". */
export function dayOf(iso: string): number {
  const match = /^(-?\d{4})-(\d{2})-(\d{2})$/.exec(iso);
  if (match === null) throw new RangeError(`${iso} is not a day`);
  return Math.round(new Date(0).setUTCFullYear(Number(match[1]), Number(match[2]) - 1, Number(match[3])) / MS);
}

export function isoOf(day: number): string {
  const date = new Date(day * MS);
  const year = date.getUTCFullYear();
  const sign = year < 0 ? "-" : "";
  return `${sign}${String(Math.abs(year)).padStart(4, "0")}-${String(date.getUTCMonth() + 1).padStart(2, "0")}-${String(date.getUTCDate()).padStart(2, "0")}`;
}

/** "4 December 2024" */
export function textOf(day: number): string {
  const date = new Date(day * MS);
  const year = date.getUTCFullYear();
  return `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]} ${year > 0 ? year : `${1 - year} BC`}`;
}

export function dateOf(day: number): Date {
  return new Date(day * MS);
}
