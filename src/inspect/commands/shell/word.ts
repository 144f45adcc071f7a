/** One word of a shell command. All offsets are bytes of the text that was parsed. */
export type Word = {
  /** The raw word, quotes included. */
  start: number
  end: number
  /** Quotes and escapes removed; expansions stand as they are written. */
  value: string
  /** For each byte of `value`, where it stands in the text. */
  at: number[]
  /** Half-open ranges of `value` that the shell replaces: `$X`, `${X}`, `$(…)`, backticks. */
  expansions: { from: number; to: number }[]
  quoted: boolean
}

/** Where a part of a word's value stands in the text. */
export function rangeOf(word: Word, from: number, to: number): { start: number; end: number } {
  const start = word.at[from] ?? word.end
  return { start, end: to > from ? (word.at[to - 1] ?? word.end - 1) + 1 : start }
}

/** A word whose value is a plain text that starts at `start`. */
export function plainWord(value: string, start = 0): Word {
  const at = Array.from(value, (_, i) => start + i)
  return { start, end: start + value.length, value, at, expansions: [], quoted: false }
}

/** Several words as `echo` would print them: with one blank (or another byte) between them. */
export function joinWords(words: Word[], between = ' '): Word {
  const all: Word = {
    start: words[0]?.start ?? 0,
    end: words.at(-1)?.end ?? 0,
    value: '',
    at: [],
    expansions: [],
    quoted: false,
  }
  const values: string[] = []
  for (const [i, word] of words.entries()) {
    if (i > 0) all.at.push(words[i - 1]!.end)
    const offset = all.at.length
    for (const place of word.at) all.at.push(place)
    for (const hole of word.expansions) all.expansions.push({ from: hole.from + offset, to: hole.to + offset })
    values.push(word.value)
  }
  all.value = values.join(between)
  return all
}

/** A part of a word as a word of its own. */
export function partOf(word: Word, from: number, to = word.value.length): Word {
  const { start, end } = rangeOf(word, from, to)
  const expansions = word.expansions
    .filter((hole) => hole.from < to && from < hole.to)
    .map((hole) => ({ from: Math.max(0, hole.from - from), to: Math.min(to, hole.to) - from }))
  return { start, end, value: word.value.slice(from, to), at: word.at.slice(from, to), expansions, quoted: word.quoted }
}
