import { borrowLzma, giveLzmaBack } from '../../unwrap/inflate/xz/lzma-decoder.js'
import { readXz, type XzContext } from '../../unwrap/inflate/xz/read-xz.js'
import type { FormatContext, FormatReader } from './format-reader.js'
import { createStepwiseReader } from './stepwise.js'

/** Xz of any number of streams and blocks, whose checksums are held against what comes out. */
export function createXzReader(context: FormatContext): FormatReader | undefined {
  return createStepwiseReader((out) => {
    const decoder = borrowLzma(out, (bytes, address) => {
      state.check?.add(bytes, address)
      out.push(bytes)
    })
    if (decoder === undefined) return undefined
    const state: XzContext = { out, decoder, check: undefined, flaws: new Set() }
    const { flaws } = state
    return { reading: readXz(state), rest: () => state.rest, flaws, giveBack: () => giveLzmaBack(decoder) }
  }, context)
}
