/** What unwrapping may cost. What a limit cuts off is a gap of kind `limit`. Plain data. */
export type UnwrapLimits = {
  /** Wrappings inside each other; 0 opens none. */
  depth: number
  /** A wrapping that is read in any order is held in memory up to this size, in bytes. */
  heldBytes: number
  /** Held at once for wrappings inside each other, in bytes. */
  heldBytesInAll: number
  /** A larger one is kept in a temporary file. So many bytes may be kept so at once, for wrappings inside each other; 0: none. */
  spoolBytes: number
  /** What all wrappings inside one file of the layer may bring, in bytes. */
  bytesPerFile: number
  /** The same for a layer. */
  bytesPerLayer: number
  /** What they may bring as a multiple of the file's own size, once there are `ratioFromBytes` of it: the mark of a bomb. */
  ratio: number
  ratioFromBytes: number
  /** Files inside one file of the layer. */
  entriesPerFile: number
  /** Candidates inside one file of the layer. */
  candidatesPerFile: number
  /** Time, in units that do not hang on the machine: about as many bytes as are looked at. For a layer. */
  workPerLayer: number
}

const mebibyte = 2 ** 20
const gibibyte = 2 ** 30

/** What a layer may bring, as a multiple of what a file of it may. */
const filesPerLayer = 4
/** What counts as a second of work: an ordinary core looks at so many bytes, or at more. */
const workPerSecond = 128 * mebibyte

/** What a user may say of them. Sizes in bytes, `time` in seconds. */
export type UnwrapOptions = { depth?: number; size?: number; ratio?: number; time?: number; spool?: number }

/** Archives that people build stay far below; see docs/unwrapping.md. */
export const defaultUnwrapOptions = {
  depth: 16,
  size: 16 * gibibyte,
  ratio: 250,
  time: 15 * 60,
  spool: 4 * gibibyte,
} as const satisfies Required<UnwrapOptions>

/** The limits that go with the options. */
export function unwrapLimits(options: UnwrapOptions = {}): UnwrapLimits {
  const { depth, size, ratio, time, spool } = { ...defaultUnwrapOptions, ...options }
  return {
    depth,
    // Memory is for where a temporary file is not to be.
    heldBytes: (spool > 0 ? 32 : 64) * mebibyte,
    heldBytesInAll: 96 * mebibyte,
    spoolBytes: spool,
    bytesPerFile: size,
    bytesPerLayer: filesPerLayer * size,
    ratio,
    ratioFromBytes: 256 * mebibyte,
    entriesPerFile: 500_000,
    candidatesPerFile: 20_000,
    workPerLayer: time * workPerSecond,
  }
}

export const defaultUnwrapLimits: UnwrapLimits = unwrapLimits()
