import { piecesOf, type RandomAccess } from '../../unwrap/bytes/random-access.js'
import { openSpoolFile, type SpoolFile } from '../../unwrap/bytes/spool-file.js'
import type { Unwrapper } from '../../unwrap/inside.js'
import type { Nest } from './nest.js'

type SpooledOptions = {
  nest: Nest
  /** Reads the file in any order, once all of it is there. */
  open: (source: RandomAccess) => void
  /** Takes it in pieces, if it cannot be kept; `why` in words. Undefined where there is no such way. */
  otherwise: (why: string) => Unwrapper | undefined
}

/** Keeps a file that is too large to be held in a temporary one until its end. */
export function createSpooled({ nest, open, otherwise }: SpooledOptions): Unwrapper {
  let spool: SpoolFile | undefined
  let fallback: Unwrapper | undefined
  let isLost = false
  let counted = 0

  function drop(): void {
    spool?.close()
    spool = undefined
    nest.spooledBytes -= counted
    counted = 0
    fallback?.drop?.()
    fallback = undefined
  }

  /** Gives why it could not, in words. */
  function keep(bytes: Uint8Array): string | undefined {
    const { spoolBytes } = nest.limits
    nest.spooledBytes += bytes.length
    counted += bytes.length
    if (spoolBytes === 0) return '--no-spool keeps it out of a temporary file'
    if (nest.spooledBytes > spoolBytes) {
      return `more bytes than are kept in temporary files (${spoolBytes}, --spool-size)`
    }
    try {
      spool ??= openSpoolFile()
      spool.write(bytes)
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code ?? 'failed'
      return `it could not be kept in a temporary file (${code}; TMPDIR says where)`
    }
    return undefined
  }

  /** What was kept is taken back, and what comes goes the other way. */
  function lose(why: string): void {
    isLost = true
    fallback = otherwise(why)
    const source = spool?.read()
    if (fallback && source) for (const piece of piecesOf(source, 0, source.length)) fallback.push(piece)
    spool?.close()
    spool = undefined
  }

  return {
    push(bytes) {
      const why = isLost ? undefined : keep(bytes)
      if (why !== undefined) lose(why)
      if (isLost) fallback?.push(bytes)
    },
    end() {
      try {
        if (fallback) fallback.end()
        else if (spool) open(spool.read())
        fallback = undefined
      } finally {
        drop()
      }
    },
    drop,
  }
}
