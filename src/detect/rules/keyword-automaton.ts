/** Finds many words in one pass over the bytes, by a table that holds the next state for each state and kind of byte. */
export type KeywordAutomaton = {
  /** Calls for every word that starts in [from, to), whatever its case; reads up to `end`. In order of the words' ends. */
  find(bytes: Uint8Array, from: number, to: number, end: number, onWord: (word: number, start: number) => void): void
}

/** `words`: byte strings in lower case, none empty. Reported by their index. Aho and Corasick, 1975. */
export function keywordAutomaton(words: readonly string[]): KeywordAutomaton {
  const kinds = kindsOfBytes(words)
  const width = Math.max(...kinds) + 1
  const { next, found } = buildTable(words, kinds, width)
  const longest = Math.max(0, ...words.map((word) => word.length))
  return {
    find(bytes, from, to, end, onWord) {
      const last = Math.min(end, to + longest - 1)
      let state = 0
      for (let at = from; at < last; at++) {
        state = next[state * width + kinds[bytes[at]!]!]!
        const here = found[state]
        if (here === undefined) continue
        for (const word of here) {
          const start = at + 1 - words[word]!.length
          if (start < to) onWord(word, start)
        }
      }
    },
  }
}

/** A number for each byte that words hold, the same for both cases; 0 for all others. */
function kindsOfBytes(words: readonly string[]): Uint8Array {
  const kinds = new Uint8Array(256)
  let count = 0
  for (const char of new Set(words.join(''))) {
    const code = char.charCodeAt(0)
    kinds[code] = ++count
    if (code >= 0x61 && code <= 0x7a) kinds[code - 0x20] = count
  }
  return kinds
}

/** `next`: a state for each state and kind. `found`: the words that end in a state; undefined where none does. */
type Table = { next: Int32Array; found: (number[] | undefined)[] }

function buildTable(words: readonly string[], kinds: Uint8Array, width: number): Table {
  const most = words.reduce((sum, word) => sum + word.length, 1)
  const next = new Int32Array(most * width)
  const found: (number[] | undefined)[] = [undefined]
  for (const [index, word] of words.entries()) {
    let state = 0
    for (let at = 0; at < word.length; at++) {
      const cell = state * width + kinds[word.charCodeAt(at)]!
      if (next[cell] === 0) next[cell] = found.push(undefined) - 1
      state = next[cell]!
    }
    found[state] = [...(found[state] ?? []), index]
  }
  followFailures(next, found, width)
  return { next, found }
}

/** Completes the tree of words, breadth first: where no word goes on, the longest ending that begins one does. */
function followFailures(next: Int32Array, found: (number[] | undefined)[], width: number): void {
  const failure = new Int32Array(found.length)
  const queue: number[] = []
  for (let kind = 0; kind < width; kind++) if (next[kind] !== 0) queue.push(next[kind]!)
  for (let first = 0; first < queue.length; first++) {
    const state = queue[first]!
    const fallback = failure[state]!
    const inherited = found[fallback]
    if (inherited !== undefined) found[state] = [...(found[state] ?? []), ...inherited]
    for (let kind = 0; kind < width; kind++) {
      const child = next[state * width + kind]!
      const other = next[fallback * width + kind]!
      if (child === 0) next[state * width + kind] = other
      else {
        failure[child] = other
        queue.push(child)
      }
    }
  }
}
