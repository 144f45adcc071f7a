import { stat } from 'node:fs/promises'

/** After a change, so many milliseconds must pass before a file's times are sure to show another one; for clocks that count seconds. */
const fineTick = 50
const coarseTick = 2500

/**
 * Everything that changes when a file is written to or replaced; undefined for what is no file, or was changed so lately that a further
 * change might not show.
 */
export async function fileIdentity(path: string): Promise<string | undefined> {
  try {
    const found = await stat(path, { bigint: true })
    const { dev, ino, size, mtimeNs, ctimeNs } = found
    if (!found.isFile() || ino === 0n) return undefined
    const tick = ctimeNs % 1_000_000_000n === 0n ? coarseTick : fineTick
    if (Date.now() - Number(ctimeNs / 1_000_000n) < tick) return undefined
    return [dev, ino, size, mtimeNs, ctimeNs].join(' ')
  } catch {
    return undefined
  }
}
