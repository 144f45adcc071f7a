/**
 * The decoder of LZMA: literals and matches, written to a ring. It stops where the ring, the output or the input ends, and goes on from there
 * at the next call. JavaScript moves the ring's place back to its start, and makes the ring larger while it has not come round.
 */
import {
  align,
  dictionary,
  isMatch,
  isRep,
  isRep0Long,
  isRepG0,
  isRepG1,
  isRepG2,
  literals,
  longLengths,
  matchLength,
  middleLengths,
  repLength,
  resetModel,
  shortLengths,
  slots,
  special,
} from './lzma-model'
import { bit, directBits, inputAt, matchedLiteral, reversedTree, tree } from './range-decoder'

export const wentOn: u32 = 0
export const sawEnd: u32 = 1
export const sawDamage: u32 = 2

let literalBits: u32 = 0
let literalPositions: u32 = 0
let positions: u32 = 0

let state: u32 = 0
let rep0: u32 = 0
let rep1: u32 = 0
let rep2: u32 = 0
let rep3: u32 = 0

/** What is left to copy of the last match. */
export let remaining: u32 = 0
/** Bytes since the ring was emptied; the lowest bits count. */
let position: u32 = 0

/** Where in the ring the next byte goes. */
export let ringAt: u32 = 0
let ringSize: u32 = 0
let isRound = false

/** Forgets what came out. */
export function emptyRing(): void {
  ringAt = 0
  position = 0
  isRound = false
}

/** The ring has `size` bytes from now on, which is 16 more than distances reach. Only before it has come round. */
export function setRing(size: u32): void {
  ringSize = size
}

/** The next byte goes to the ring's start. */
export function wrapRing(): void {
  ringAt = 0
  isRound = true
}

/** JavaScript wrote bytes to the ring itself. */
export function skipRing(count: u32): void {
  ringAt += count
  position += count
}

/** `lc`, `lp` and `pb` of the format. */
export function setProperties(lc: u32, lp: u32, pb: u32): void {
  literalBits = lc
  literalPositions = (1 << lp) - 1
  positions = (1 << pb) - 1
}

export function resetState(lcAndLp: u32): void {
  resetModel(lcAndLp)
  state = 0
  rep0 = 0
  rep1 = 0
  rep2 = 0
  rep3 = 0
  remaining = 0
}

/** Decodes until `limit` is reached in the ring, or the address `lastInput` in the input is passed. */
export function run(limit: u32, lastInput: usize): u32 {
  while (ringAt < limit) {
    if (remaining !== 0) {
      copyMatch(limit)
      continue
    }
    if (inputAt > lastInput) return wentOn
    const here = position & positions
    if (bit(isMatch + (((state << 4) + here) << 1)) === 0) {
      decodeLiteral()
      continue
    }
    if (bit(isRep + (state << 1)) === 0) decodeMatch(here)
    else decodeRepeat(here)
    if (rep0 === 0xffffffff) {
      remaining = 0
      return sawEnd
    }
    if (rep0 >= ringAt && (!isRound || rep0 >= ringSize - 16)) return sawDamage
  }
  return wentOn
}

/** The byte that is `distance + 1` before the next one. */
function byteBefore(distance: u32): u32 {
  const at = distance < ringAt ? ringAt - distance - 1 : ringAt + ringSize - distance - 1
  return load<u8>(dictionary + at)
}

function decodeLiteral(): void {
  const before: u32 = ringAt > 0 || isRound ? byteBefore(0) : 0
  const which = ((position & literalPositions) << literalBits) + (before >>> (8 - literalBits))
  const probabilities = literals + which * (2 * 0x300)
  const byte = state < 7 ? tree(probabilities, 0x100) : matchedLiteral(probabilities, byteBefore(rep0))
  store<u8>(dictionary + ringAt, byte)
  ringAt++
  position++
  state = state < 4 ? 0 : state < 10 ? state - 3 : state - 6
}

function decodeLength(probabilities: usize, here: u32): u32 {
  if (bit(probabilities) === 0) return tree(probabilities + shortLengths + (here << 4), 8) - 8 + 2
  if (bit(probabilities + 2) === 0) return tree(probabilities + middleLengths + (here << 4), 8) - 8 + 10
  return tree(probabilities + longLengths, 0x100) - 0x100 + 18
}

/** A match at a new distance. */
function decodeMatch(here: u32): void {
  rep3 = rep2
  rep2 = rep1
  rep1 = rep0
  remaining = decodeLength(matchLength, here)
  state = state < 7 ? 7 : 10
  rep0 = decodeDistance(min<u32>(remaining - 2, 3))
}

function decodeDistance(lengthState: u32): u32 {
  const slot = tree(slots + (lengthState << 7), 64) - 64
  if (slot < 4) return slot
  const bits = (slot >>> 1) - 1
  const start = (2 | (slot & 1)) << bits
  if (slot < 14) return start + reversedTree(special + ((start - slot) << 1), bits)
  return start + (directBits(bits - 4) << 4) + reversedTree(align, 4)
}

/** A match at one of the last four distances. */
function decodeRepeat(here: u32): void {
  if (bit(isRepG0 + (state << 1)) === 0) {
    if (bit(isRep0Long + (((state << 4) + here) << 1)) === 0) {
      state = state < 7 ? 9 : 11
      remaining = 1
      return
    }
  } else {
    let distance = rep1
    if (bit(isRepG1 + (state << 1)) !== 0) {
      distance = rep2
      if (bit(isRepG2 + (state << 1)) !== 0) {
        distance = rep3
        rep3 = rep2
      }
      rep2 = rep1
    }
    rep1 = rep0
    rep0 = distance
  }
  remaining = decodeLength(repLength, here)
  state = state < 7 ? 8 : 11
}

function copyMatch(limit: u32): void {
  const from = rep0 < ringAt ? ringAt - rep0 - 1 : ringAt + ringSize - rep0 - 1
  const count = min(min(remaining, limit - ringAt), ringSize - from)
  const source = dictionary + from
  const target = dictionary + ringAt
  // Behind the ring, and before what distances reach, there are bytes to spare.
  if (rep0 >= 7) for (let at: u32 = 0; at < count; at += 8) store<u64>(target + at, load<u64>(source + at))
  else for (let at: u32 = 0; at < count; at++) store<u8>(target + at, load<u8>(source + at))
  ringAt += count
  position += count
  remaining -= count
}
