import type { Decoder } from './decoder.js'

/** Input that is kept in case the data breaks; beyond it, the last piece of output before a break may be lost. */
export const maxJournalBytes = 4 << 20

/** The input of a member so far, or nothing once it is too long. */
export type Journal = { add(bytes: Uint8Array): void; read(): Buffer | undefined }

export function createJournal(): Journal {
  let chunks: Uint8Array[] | undefined = []
  let length = 0
  return {
    add(bytes) {
      length += bytes.length
      if (length > maxJournalBytes) chunks = undefined
      chunks?.push(Uint8Array.from(bytes))
    },
    read: () => chunks && Buffer.concat(chunks, length),
  }
}

/**
 * When data breaks, Node drops what the same call had put out before the break: of a small layer, all. So read the input once more,
 * up to the last byte that is good, and hand out what lies beyond the `known` bytes of output.
 */
export async function recoverOutput(
  makeDecoder: (onOutput: (bytes: Uint8Array) => void) => Decoder,
  input: Buffer,
  known: number,
  onOutput: (bytes: Uint8Array) => void,
): Promise<void> {
  let good = 0
  for (const step of [65_536, 1024, 16, 1])
    good = await goodPrefix(
      makeDecoder(() => {}),
      input,
      good,
      step,
    )
  let skip = known
  const decoder = makeDecoder((bytes) => {
    if (bytes.length > skip) onOutput(bytes.subarray(skip))
    skip = Math.max(0, skip - bytes.length)
  })
  if (good > 0) await decoder.write(input.subarray(0, good)).catch(() => {})
  decoder.close()
}

/** How much of the input can be read without an error, to the step. */
async function goodPrefix(decoder: Decoder, input: Buffer, from: number, step: number): Promise<number> {
  let good = from
  try {
    if (good > 0) await decoder.write(input.subarray(0, good))
    while (good < input.length) {
      const leftOver = await decoder.write(input.subarray(good, good + step))
      if (leftOver > 0) break
      good = Math.min(input.length, good + step)
    }
  } catch {
    // The step that breaks is what is looked for.
  }
  decoder.close()
  return good
}
