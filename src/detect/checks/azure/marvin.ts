/**
 * Marvin32, Microsoft's keyed checksum, folded to 32 bits. `seed` is a name of eight ASCII letters.
 * Source: https://github.com/dotnet/runtime/blob/main/src/libraries/System.Private.CoreLib/src/System/Marvin.cs
 */
export function marvin32(bytes: Buffer, seed: string): number {
  const key = Buffer.from(seed, 'latin1')
  const state = { low: key.readUInt32BE(4), high: key.readUInt32BE(0) }
  const whole = bytes.length & ~3
  for (let at = 0; at < whole; at += 4) mix(state, bytes.readUInt32LE(at))
  // The rest, and a mark behind it.
  let last = 0x80
  for (let at = bytes.length - 1; at >= whole; at--) last = (last << 8) | bytes[at]!
  mix(state, last)
  mix(state, 0)
  return (state.low ^ state.high) >>> 0
}

function mix(state: { low: number; high: number }, word: number): void {
  let low = (state.low + word) | 0
  let high = state.high ^ low
  low = (turn(low, 20) + high) | 0
  high = turn(high, 9) ^ low
  low = (turn(low, 27) + high) | 0
  high = turn(high, 19)
  state.low = low
  state.high = high
}

function turn(word: number, by: number): number {
  return (word << by) | (word >>> (32 - by))
}
