/** A name and the range of its value in a row. */
export type NamedRange = { name: string; start: number; end: number }

/** More pairs than this stand in no instruction. */
const maxPairs = 1000

/**
 * Takes `A=x B=two words C=` apart, as builders write ENV, LABEL and ARG rows: without quotes. A pair starts where the text does, or
 * after a blank where `isName` accepts what stands before `=`. Bare words before the first pair are skipped (`ARG A B=1`).
 */
export function splitPairs(row: string, from: number, to: number, isName: (name: string) => boolean): NamedRange[] {
  const out: NamedRange[] = []
  const body = row.slice(from, to)
  for (const match of body.matchAll(/(?<!\S)([^\s="'$]{1,200})=/g)) {
    const name = match[1]!
    const first = out.length === 0 && /^(?:[A-Za-z_]\w*\s+)*$/.test(body.slice(0, Math.min(match.index, 2000)))
    if (!first && !isName(name)) continue
    if (out.length >= maxPairs) break
    const previous = out.at(-1)
    if (previous !== undefined) previous.end = from + match.index - 1
    out.push({ name, start: from + match.index + match[0].length, end: to })
  }
  return out
}

/** A name as variables have it by convention: `DB_PASSWORD`, `http_proxy`. */
export function isConventionalName(name: string): boolean {
  return /^(?:[A-Z_][A-Z0-9_]{1,100}|(?:https?|ftp|all|no)_proxy)$/.test(name)
}
