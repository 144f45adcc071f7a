const words = ['alpha', 'beta', 'gamma', 'delta']

/** Lines of text that no compressor makes very small; the same for the same seed. */
export function textOf(bytes: number, seed = 1): { made: string; lines: number } {
  const lines: string[] = []
  let state = seed
  for (let length = 0; length < bytes; length += lines.at(-1)!.length) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0
    lines.push(`${words[state >>> 30]} ${state.toString(36)}\n`)
  }
  return { made: lines.join(''), lines: lines.length }
}
