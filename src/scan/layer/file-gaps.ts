import { toByteString } from '../../findings/byte-string.js'
import type { Gap } from '../../findings/finding.js'
import type { FileGap } from './nest.js'

/** Past this many in one layer, gaps inside files are only counted. */
const toldGaps = 2_000

const arrow = toByteString(' › ')

/** What was not looked at inside the files of a layer. */
export type FileGaps = {
  /** `path`: of the file of the layer; a byte string. */
  add(path: string, gap: FileGap): void
  all(): Gap[]
}

export function createFileGaps(blob: string): FileGaps {
  const told: Gap[] = []
  const untold = { limit: 0, unopened: 0 }
  return {
    add(path, { kind, reason, via }) {
      if (told.length >= toldGaps) untold[kind]++
      else told.push({ kind, where: `${blob}: ${[path, ...via].join(arrow)}`, reason })
    },
    all() {
      const rest = (['limit', 'unopened'] as const).flatMap((kind): Gap[] =>
        untold[kind] > 0
          ? [{ kind, where: blob, reason: `${untold[kind]} more gaps inside files are not listed` }]
          : [],
      )
      return [...told, ...rest]
    },
  }
}
