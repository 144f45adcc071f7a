/**
 * The range decoder of LZMA. Its state is in globals between calls, and in locals while bits are decoded: that is what makes it fast, and why
 * the same few lines stand here more than once.
 */
import { input } from './lzma-model'

const top: u32 = 1 << 24
/** A probability is a part of 2^11, and moves by a 2^5th at each bit. */
const total: u32 = 1 << 11

let range: u32 = 0
let code: u32 = 0

/** The address of the next byte to read. */
export let inputAt: usize = input

/** Starts with the five bytes at `at`. Says whether they may be the start of a range coder's output. */
export function startRange(at: usize): bool {
  range = 0xffffffff
  code = bswap<u32>(load<u32>(at + 1))
  inputAt = at + 5
  return load<u8>(at) === 0
}

/** What is left of the input was moved to `at`. */
export function moveInput(at: usize): void {
  inputAt = at
}

/** One bit. */
export function bit(at: usize): u32 {
  let r = range
  let c = code
  if (r < top) {
    r <<= 8
    c = (c << 8) | load<u8>(inputAt)
    inputAt++
  }
  const p: u32 = load<u16>(at)
  const bound = (r >>> 11) * p
  if (c < bound) {
    range = bound
    code = c
    store<u16>(at, p + ((total - p) >>> 5))
    return 0
  }
  range = r - bound
  code = c - bound
  store<u16>(at, p - (p >>> 5))
  return 1
}

/** Bits of a tree, the highest first: gives them below a leading 1. `end`: the leading 1 when all are there. */
export function tree(probabilities: usize, end: u32): u32 {
  let r = range
  let c = code
  let i = inputAt
  let node: u32 = 1
  do {
    if (r < top) {
      r <<= 8
      c = (c << 8) | load<u8>(i++)
    }
    const at = probabilities + (node << 1)
    const p: u32 = load<u16>(at)
    const bound = (r >>> 11) * p
    node <<= 1
    if (c < bound) {
      r = bound
      store<u16>(at, p + ((total - p) >>> 5))
    } else {
      r -= bound
      c -= bound
      store<u16>(at, p - (p >>> 5))
      node |= 1
    }
  } while (node < end)
  range = r
  code = c
  inputAt = i
  return node
}

/** A byte that stands where the one before it did not fit: `matched` is what would have been there. */
export function matchedLiteral(probabilities: usize, matched: u32): u32 {
  let r = range
  let c = code
  let i = inputAt
  let node: u32 = 1
  let mask: u32 = 0x100
  do {
    if (r < top) {
      r <<= 8
      c = (c << 8) | load<u8>(i++)
    }
    matched <<= 1
    const expected = matched & mask
    const at = probabilities + ((mask + expected + node) << 1)
    const p: u32 = load<u16>(at)
    const bound = (r >>> 11) * p
    node <<= 1
    if (c < bound) {
      r = bound
      store<u16>(at, p + ((total - p) >>> 5))
      mask &= ~matched
    } else {
      r -= bound
      c -= bound
      store<u16>(at, p - (p >>> 5))
      node |= 1
      mask &= matched
    }
  } while (node < 0x100)
  range = r
  code = c
  inputAt = i
  return node
}

/** Bits of a tree, the lowest first. */
export function reversedTree(probabilities: usize, bits: u32): u32 {
  let node: u32 = 1
  let value: u32 = 0
  for (let place: u32 = 0; place < bits; place++) {
    const one = bit(probabilities + (node << 1))
    node = (node << 1) | one
    value |= one << place
  }
  return value
}

/** Bits that are as often 0 as 1. */
export function directBits(bits: u32): u32 {
  let r = range
  let c = code
  let i = inputAt
  let value: u32 = 0
  for (; bits > 0; bits--) {
    if (r < top) {
      r <<= 8
      c = (c << 8) | load<u8>(i++)
    }
    r >>>= 1
    c -= r
    const borrow: u32 = 0 - (c >>> 31)
    c += r & borrow
    value = (value << 1) + borrow + 1
  }
  range = r
  code = c
  inputAt = i
  return value
}
