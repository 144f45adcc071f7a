import type { Inside, Unwrapper } from '../../inside.js'
import type { Reading } from '../../reading.js'
import type { WrappedFile } from '../../wrappings.js'
import { openCompressedFile, openNothing } from '../compressed-file.js'
import type { Outcome } from '../outcome.js'
import { borrowBzip2, giveBzip2Back } from './idle-kernels.js'
import { type Bzip2Context, readBzip2 } from './read-bzip2.js'

/** Opens bzip2 of any number of streams, which are one file. The checksums of its blocks are held against what comes out. */
export function openBzip2(out: Inside, { path }: WrappedFile): Unwrapper {
  const kernel = borrowBzip2()
  if (kernel === undefined) return openNothing(out, 'bzip2')
  const file = { step: 'bzip2', path: path.replace(/\.(?:tbz2?|tb2)$/i, '.tar').replace(/\.bz2?$/i, '') }
  return openCompressedFile(out, file, readAll({ out, kernel, flaws: new Set() }, out), () => giveBzip2Back(kernel))
}

function* readAll(context: Bzip2Context, out: Inside): Reading<Outcome> {
  const outcome = yield* readBzip2(context)
  for (const reason of context.flaws) out.gap({ kind: 'unopened', reason })
  return outcome
}
