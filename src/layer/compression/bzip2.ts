import { borrowBzip2, giveBzip2Back } from '../../unwrap/inflate/bzip2/idle-kernels.js'
import { type Bzip2Context, readBzip2 } from '../../unwrap/inflate/bzip2/read-bzip2.js'
import type { FormatContext, FormatReader } from './format-reader.js'
import { createStepwiseReader } from './stepwise.js'

/** Bzip2 of any number of streams. The checksums of its blocks are held against what comes out. */
export function createBzip2Reader(context: FormatContext): FormatReader | undefined {
  return createStepwiseReader((out) => {
    const kernel = borrowBzip2()
    if (kernel === undefined) return undefined
    const state: Bzip2Context = { out, kernel, flaws: new Set() }
    const { flaws } = state
    return { reading: readBzip2(state), rest: () => state.rest, flaws, giveBack: () => giveBzip2Back(kernel) }
  }, context)
}
