/** What unwrapping may cost. What a limit cuts off is a gap of kind `limit`. */
export type UnwrapLimits = {
  /** Wrappings inside each other; 0 opens none. */
  depth: number
  /** A wrapping that is read in any order is held in memory up to this size, in bytes. */
  heldBytes: number
  /** Held at once for wrappings inside each other, in bytes. */
  heldBytesInAll: number
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

/** Archives that people build stay far below; see docs/unwrapping.md. */
export const defaultUnwrapLimits: UnwrapLimits = {
  depth: 5,
  heldBytes: 64 * mebibyte,
  heldBytesInAll: 96 * mebibyte,
  bytesPerFile: 16 * gibibyte,
  bytesPerLayer: 64 * gibibyte,
  ratio: 250,
  ratioFromBytes: 256 * mebibyte,
  entriesPerFile: 500_000,
  candidatesPerFile: 20_000,
  workPerLayer: 96 * gibibyte,
}
