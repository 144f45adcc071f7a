import { bitmapWords } from '../anchor-key.js'
import type { KeyTables } from '../key-tables.js'
import { beyondRange, blockLength, longRunsAtOnce, type Prefilter, pairsAtOnce } from '../prefilter.js'
import { tokenKinds } from '../token-kinds.js'
import { wordKinds } from '../word-kinds.js'
import { shortWordBitmapWords, type WordTables, wordBitmapWords } from '../word-tables.js'
import { type Kernel, startKernel } from './start-kernel.js'

const pageSize = 65_536

/** Passes read in large steps, and may so go beyond the last byte. What they read there does not count. */
const slack = 128

/**
 * The prefilter in WebAssembly; undefined where this process has none, or none with SIMD. Its memory holds the tables,
 * the pairs and the block, in this order.
 */
export function kernelPrefilter(tables: KeyTables, words: WordTables): Prefilter | undefined {
  const kernel = startKernel()
  if (kernel === undefined) return undefined
  const slotsAt = kernel.free.value
  const pairsAt = slotsAt + tables.slots.byteLength
  const blockAt = pairsAt + pairsAtOnce * 8
  growTo(kernel, blockAt + blockLength + slack)
  writeTables(kernel, tables, slotsAt)
  writeWords(kernel, words)
  // One byte more tells whether a run, or a name before it, began there.
  const lookBehind = words.before + 1
  const { buffer } = kernel.memory
  const block = Buffer.from(buffer, blockAt, blockLength)
  // Address of the text's first byte; below the block, or negative, if only a later part of the text is there.
  let text = 0
  let end = 0
  let length = 0
  const prefilter: Prefilter = {
    block,
    pairs: new Int32Array(buffer, pairsAt, 2 * pairsAtOnce),
    longRuns: new Int32Array(buffer, kernel.longRuns.value, longRunsAtOnce),
    longRunCount: 0,
    next: 0,
    turnTo(bytes, from, to, textLength) {
      end = to
      length = textLength
      text = blockAt
      if (bytes.buffer === buffer) return
      const start = Math.max(0, from - lookBehind)
      length = Math.min(textLength, to + beyondRange)
      bytes.copy(block, 0, start, length)
      text = blockAt - start
    },
    findAnchors(at) {
      const last = Math.min(end, length - 3)
      prefilter.next = end
      if (at >= last) return 0
      const count = kernel.findAnchors(text, at, last, slotsAt, tables.slotBits, pairsAt, pairsAtOnce)
      if (kernel.anchorsNext.value < last) prefilter.next = kernel.anchorsNext.value
      return count
    },
    findRuns(at) {
      const count = kernel.findRuns(text, at, end, length, pairsAt, pairsAtOnce)
      prefilter.next = kernel.runsNext.value
      prefilter.longRunCount = kernel.longRunCount.value
      return count
    },
    mayFollowWord: (at) => kernel.mayFollowWord(text, at, words.before, words.longest) !== 0,
  }
  return prefilter
}

function growTo({ memory }: Kernel, size: number): void {
  memory.grow(Math.ceil((size - memory.buffer.byteLength) / pageSize))
}

function writeTables({ memory, trigrams, keys, kinds }: Kernel, tables: KeyTables, slotsAt: number): void {
  new Int32Array(memory.buffer, trigrams.value, bitmapWords).set(tables.trigrams)
  new Int32Array(memory.buffer, keys.value, bitmapWords).set(tables.keys)
  new Int32Array(memory.buffer, slotsAt, tables.slots.length).set(tables.slots)
  new Uint8Array(memory.buffer, kinds.value, tokenKinds.length).set(tokenKinds)
}

function writeWords(kernel: Kernel, { heads, wholes, shorts }: WordTables): void {
  const { buffer } = kernel.memory
  new Int32Array(buffer, kernel.wordHeads.value, wordBitmapWords).set(heads)
  new Int32Array(buffer, kernel.wordWholes.value, wordBitmapWords).set(wholes)
  new Int32Array(buffer, kernel.shortWords.value, shortWordBitmapWords).set(shorts)
  new Uint8Array(buffer, kernel.wordKinds.value, wordKinds.length).set(wordKinds)
}
