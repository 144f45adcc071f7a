import { wordKey } from '../plan/word-key.js'

/** A word of a text: how `wordKey` writes it, and where it stands. */
export type FoundWord = { key: string; start: number; end: number }

/** Names of several parts are looked up as a whole, up to this many parts: `personal access token`, `iam.gserviceaccount.com`. */
const longestName = 4

/** Farther apart than this, in bytes, two parts are no name. */
const widestGap = 1

/** What is written straight onto a vendor's name: `datadogapikey`. */
const suffix = /(?:api)?(?:key|token|secret|auth|access|pass|password|pat)$/

/**
 * The words of a text and the names made of words that follow each other, as far as `isWanted` wants them. Words end where letters end, and where
 * a small letter meets a capital, so `DATADOG_API_KEY`, `datadogApiKey` and `datadog.api.key` all hold `datadog` and `apikey`, and
 * `predatadogs` does not.
 */
export function findWords(text: string, isWanted: (key: string) => boolean): FoundWord[] {
  const parts = splitWords(text)
  const found: FoundWord[] = []
  for (let first = 0; first < parts.length; first++) {
    const { start } = parts[first]!
    let key = ''
    for (let last = first; last < Math.min(parts.length, first + longestName); last++) {
      const part = parts[last]!
      if (last > first && part.start - parts[last - 1]!.end > widestGap) break
      key += part.key
      const short = key.replace(suffix, '')
      if (isWanted(key)) found.push({ key, start, end: part.end })
      else if (short !== key && last === first && isWanted(short)) found.push({ key: short, start, end: part.end })
    }
  }
  return found
}

/** The parts of a text: runs of letters of one case (a capital may lead), runs of digits. */
function splitWords(text: string): FoundWord[] {
  const parts: FoundWord[] = []
  for (const match of text.matchAll(/[A-Z]+(?![a-z])|[A-Z]?[a-z\x80-\xff]+|[0-9]+/g)) {
    parts.push({ key: wordKey(match[0]), start: match.index, end: match.index + match[0].length })
  }
  return parts
}
