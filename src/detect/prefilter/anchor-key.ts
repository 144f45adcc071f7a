/**
 * The prefilter knows an anchor by four of its bytes. Which four decides how often it calls in vain, so the rarest are
 * taken. Case is folded by setting bit 0x20, which is exact for letters and harmless for the rest, since both sides do
 * it.
 */

/** Bits of the hash; the bitmap has this many bits, so 2^18 are 32 KiB, which stay in a core's nearest cache. */
const hashBits = 18

/** Size of the prefilter's bitmap, in 32-bit words. */
export const bitmapWords = 1 << (hashBits - 5)

/** The four bytes at `offset` as one case-folded 32-bit number, first byte highest. */
export function foldedKey(bytes: Uint8Array, offset: number): number {
  const word =
    (bytes[offset]! << 24) | (bytes[offset + 1]! << 16) | (bytes[offset + 2]! << 8) | (bytes[offset + 3]! & 0xff)
  return word | 0x20202020
}

/** Place of a folded key in the bitmap. The anchor pass repeats this expression, because its speed is the scan's. */
export function keyHash(key: number): number {
  return Math.imul(key, 0x9e3779b1) >>> (32 - hashBits)
}

/** Place of the key in the second bitmap, which a hit in the first one has to pass. */
export function secondHash(key: number): number {
  return Math.imul(key, 0x85ebca6b) >>> (32 - hashBits)
}

const commonPairs = new Set(
  'th he in er an re on at en nd ti es or te of ed is it al ar st to nt ng se ha as ou io le ve co me de hi ri ro ic ne ea ra ce li ch ll be ma si om ur ke ey to ok se cr et pa ss wo rd us ap pi'.split(
    ' ',
  ),
)

/** How common four bytes are likely to be in programs and texts; lower is rarer. */
function commonness(text: string): number {
  let score = new Set(text).size < 3 ? 12 : 0
  for (let at = 0; at < 3; at++) if (commonPairs.has(text.slice(at, at + 2).toLowerCase())) score += 3
  for (const char of text) {
    if (/[a-z]/.test(char)) score += 2
    else if (/[ \-./=:"']/.test(char)) score += 2
    else if (/[A-Z]/.test(char)) score += 1
  }
  return score
}

/** Offset of the four bytes in an anchor's text that are probably the rarest. The text has at least four bytes. */
export function rarestKeyOffset(text: string): number {
  let best = 0
  for (let at = 1; at + 4 <= text.length; at++) {
    if (commonness(text.slice(at, at + 4)) < commonness(text.slice(best, best + 4))) best = at
  }
  return best
}
