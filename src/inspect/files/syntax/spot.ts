/** A value and where it stands: `value` is unquoted and unescaped, `start` and `end` bound its raw form without quotes. Byte strings, bytes. */
export type Spot = { value: string; start: number; end: number }

/** A value under its keys, outermost first, e.g. `['auths', 'ghcr.io', 'auth']`. */
export type Entry = Spot & { path: string[] }

/** Deeper values are not read: no credential file nests so far. */
export const MAX_DEPTH = 64

/** Most values that are read of one file. */
export const MAX_ENTRIES = 200_000

/** The last key of an entry. */
export function keyOf(entry: Entry): string {
  return entry.path[entry.path.length - 1] ?? ''
}

/** The spot without white space at its ends. */
export function trimSpot(text: string, start: number, end: number): Spot {
  while (start < end && text.charCodeAt(start) <= 32) start++
  while (end > start && text.charCodeAt(end - 1) <= 32) end--
  return { value: text.slice(start, end), start, end }
}

/** The spot without a pair of equal quotes round it; what stands between them is taken as it is. */
export function unquoteSpot(spot: Spot): Spot {
  const { value, start, end } = spot
  const quote = value[0]
  if (value.length < 2 || (quote !== '"' && quote !== "'") || value[value.length - 1] !== quote) return spot
  return { value: value.slice(1, -1), start: start + 1, end: end - 1 }
}
