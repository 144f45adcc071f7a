import type { Inside, Unwrapper } from '../../inside.js'
import type { Reading } from '../../reading.js'
import type { WrappedFile } from '../../wrappings.js'
import { openCompressedFile, openNothing } from '../compressed-file.js'
import { type Bzip2Kernel, startKernel } from '../kernel/start-kernel.js'
import type { Outcome } from '../outcome.js'
import { type Bzip2Context, readBzip2 } from './read-bzip2.js'

/** To start one takes longer than to read most files. Wrappings inside each other need several at a time. */
const idle: Bzip2Kernel[] = []
const mostIdle = 3

/** Opens bzip2 of any number of streams, which are one file. The checksums of its blocks are held against what comes out. */
export function openBzip2(out: Inside, { path }: WrappedFile): Unwrapper {
  const kernel = idle.pop() ?? makeKernel()
  if (kernel === undefined) return openNothing(out, 'bzip2')
  const file = { step: 'bzip2', path: path.replace(/\.(?:tbz2?|tb2)$/i, '.tar').replace(/\.bz2?$/i, '') }
  return openCompressedFile(out, file, readAll({ out, kernel, flaws: new Set() }), () => {
    if (idle.length < mostIdle) idle.push(kernel)
  })
}

function makeKernel(): Bzip2Kernel | undefined {
  const kernel = startKernel()
  kernel?.makeCrcTable()
  return kernel
}

function* readAll(context: Bzip2Context): Reading<Outcome> {
  const outcome = yield* readBzip2(context)
  for (const reason of context.flaws) context.out.gap({ kind: 'unopened', reason })
  return outcome
}
