import type { HistoryRow } from '../history.js'

/** Rows so far apart were not made by one build. */
const longestBuild = 24 * 60 * 60 * 1000

/**
 * How many rows of a history, from the first, seem to be those of the base image; undefined if nothing hints at one. Two hints: a base
 * image ends with the command that it runs (`CMD`, `ENTRYPOINT`), which a Dockerfile of one's own has at its end alone; and it was made long
 * before. Where it was made by the same people on the same day, only the first one tells. Both can be wrong: the result is a guess.
 */
export function guessBaseRows(history: readonly HistoryRow[]): number | undefined {
  const lastLayer = history.findLastIndex((row) => !row.emptyLayer)
  const command = history.findLastIndex(({ createdBy }, at) => at < lastLayer && isCommand(createdBy))
  return command >= 0 ? command + 1 : afterPause(history)
}

function isCommand(createdBy: string): boolean {
  return /^(?:\/bin\/sh -c #\(nop\)\s{1,4})?(?:CMD|ENTRYPOINT)\b/.test(createdBy)
}

/** The first row of the last build: before it lies the longest pause. */
function afterPause(history: readonly HistoryRow[]): number | undefined {
  let longest = longestBuild
  let found: number | undefined
  for (let at = 1; at < history.length; at++) {
    const pause = Date.parse(history[at]!.created) - Date.parse(history[at - 1]!.created)
    if (pause > longest) {
      longest = pause
      found = at
    }
  }
  return found
}
