/** How far a name may be from what was typed, as a part of its length. */
const tolerance = 0.34

/** The name that was probably meant: the one with the fewest letters changed, or one that holds the word; undefined if none is near. */
export function closest(typed: string, names: Iterable<string>): string | undefined {
  const word = typed.toLowerCase()
  let best: { name: string; distance: number } | undefined
  for (const name of names) {
    const other = name.toLowerCase()
    const isInside = word.length >= 3 && other.includes(word)
    const distance = isInside ? 1 + (other.length - word.length) / 1000 : distanceOf(word, other)
    if (distance < (best?.distance ?? Math.max(1, word.length * tolerance) + 1)) best = { name, distance }
  }
  return best?.name
}

/** How many letters must be added, removed or changed to make one of the other. Levenshtein, 1965. */
function distanceOf(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, at) => at)
  for (let at = 1; at <= one.length; at++) {
    const next = [at]
    for (let to = 1; to <= other.length; to++) {
      const change = row[to - 1]! + (one[at - 1] === other[to - 1] ? 0 : 1)
      next.push(Math.min(change, row[to]! + 1, next[to - 1]! + 1))
    }
    row = next
  }
  return row[other.length]!
}
