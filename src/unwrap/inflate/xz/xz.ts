import type { Inside, Unwrapper } from '../../inside.js'
import type { Reading } from '../../reading.js'
import type { WrappedFile } from '../../wrappings.js'
import { openCompressedFile, openNothing } from '../compressed-file.js'
import type { Outcome } from '../outcome.js'
import { borrowLzma, giveLzmaBack } from './lzma-decoder.js'
import { readXz, type XzContext } from './read-xz.js'

/** Opens xz of any number of streams and blocks, which are one file. Their checksums are held against what comes out. */
export function openXz(out: Inside, { path }: WrappedFile): Unwrapper {
  const decoder = borrowLzma(out, (bytes, address) => {
    context.check?.add(bytes, address)
    out.push(bytes)
  })
  if (decoder === undefined) return openNothing(out, 'xz')
  const context: XzContext = { out, decoder, check: undefined, flaws: new Set() }
  const file = { step: 'xz', path: path.replace(/\.txz$/i, '.tar').replace(/\.xz$/i, '') }
  return openCompressedFile(out, file, readAll(context, out), () => giveLzmaBack(decoder))
}

function* readAll(context: XzContext, out: Inside): Reading<Outcome> {
  const outcome = yield* readXz(context)
  for (const reason of context.flaws) out.gap({ kind: 'unopened', reason })
  return outcome
}
