/** Two 32-bit words. Who does not know them cannot make paths that collide. What is to be compared must be hashed with the same one. */
export type HashKey = readonly [number, number]

/**
 * HalfSipHash-2-4 with 64 bits (https://github.com/veorq/SipHash) of the first `end` bytes of a byte string, for each of the
 * rising `ends`, in one pass: `[low, high]` of the first, then of the second, and so on, as signed 32-bit integers.
 */
export function hashPrefixes(path: string, ends: readonly number[], key: HashKey): Int32Array {
  const hashes = new Int32Array(ends.length * 2)
  state[0] = key[0]
  state[1] = key[1] ^ 0xee
  state[2] = 0x6c796765 ^ key[0]
  state[3] = 0x74656462 ^ key[1]
  let at = 0
  for (const [index, end] of ends.entries()) {
    for (; at + 4 <= end; at += 4) mix(state, wordAt(path, at))
    ending.set(state)
    finish(ending, restOf(path, at, end), hashes, index * 2)
  }
  return hashes
}

/** Used again for each path: an archive has a million of them. */
const state = new Int32Array(4)
const ending = new Int32Array(4)

function wordAt(path: string, at: number): number {
  const low = (path.charCodeAt(at) & 0xff) | ((path.charCodeAt(at + 1) & 0xff) << 8)
  return low | ((path.charCodeAt(at + 2) & 0xff) << 16) | (path.charCodeAt(at + 3) << 24)
}

/** The last word: what is left of the bytes, and the length on top. */
function restOf(path: string, at: number, end: number): number {
  let word = end << 24
  for (let i = at; i < end; i++) word |= (path.charCodeAt(i) & 0xff) << (8 * (i - at))
  return word
}

function mix(words: Int32Array, word: number): void {
  words[3]! ^= word
  round(words)
  round(words)
  words[0]! ^= word
}

function finish(words: Int32Array, rest: number, out: Int32Array, at: number): void {
  mix(words, rest)
  words[2]! ^= 0xee
  for (let i = 0; i < 4; i++) round(words)
  out[at] = words[1]! ^ words[3]!
  words[1]! ^= 0xdd
  for (let i = 0; i < 4; i++) round(words)
  out[at + 1] = words[1]! ^ words[3]!
}

function round(words: Int32Array): void {
  let a = words[0]!
  let b = words[1]!
  let c = words[2]!
  let d = words[3]!
  a = (a + b) | 0
  b = ((b << 5) | (b >>> 27)) ^ a
  a = (a << 16) | (a >>> 16)
  c = (c + d) | 0
  d = ((d << 8) | (d >>> 24)) ^ c
  a = (a + d) | 0
  d = ((d << 7) | (d >>> 25)) ^ a
  c = (c + b) | 0
  b = ((b << 13) | (b >>> 19)) ^ c
  c = (c << 16) | (c >>> 16)
  words[0] = a
  words[1] = b
  words[2] = c
  words[3] = d
}
