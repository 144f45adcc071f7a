import type { UnwrapLimits } from './limits.js'

/** Says that a limit is used up: nothing more of this file of the layer is unwrapped. */
export class LimitReached extends Error {
  override readonly name = 'LimitReached'
  /** Whether it is used up for all further files of the layer, too. */
  readonly isOfLayer: boolean
  constructor(message: string, isOfLayer = false) {
    super(message)
    this.isOfLayer = isOfLayer
  }
}

/** Bytes that came out of wrappings, and work in units of about one byte looked at. */
export type UsedOfLayer = { bytes: number; work: number }

/** Measures what unwrapping brings. Each `add` throws a `LimitReached` once there was too much. */
export type UnwrapMeter = {
  /** The next file of the layer. */
  startFile(): void
  /** Bytes of the file of the layer, as stored there. */
  addStored(bytes: number): void
  /** Bytes that came out of a wrapping. */
  addBytes(bytes: number): void
  /** A file inside a wrapping. */
  addEntry(): void
  /** Work beside the bytes that come out, in units of about one byte looked at. */
  addWork(units: number): void
  /** What all files took of the limits for a whole layer. */
  usedOfLayer(): UsedOfLayer
  /** Whether the limit is to be told: one of the whole layer is told once. */
  isNews(limit: LimitReached): boolean
}

/** What a file inside costs beside its bytes, in units of work. */
const workPerEntry = 4096

/** One for each layer. */
export function createUnwrapMeter(limits: UnwrapLimits): UnwrapMeter {
  let stored = 0
  let fileBytes = 0
  let layerBytes = 0
  let entries = 0
  let work = 0
  let layerIsOver = false
  const addWork = (units: number): void => {
    work += units
    if (work > limits.workPerLayer)
      throw new LimitReached('unwrapping the files of this layer takes too much time', true)
  }
  return {
    startFile() {
      stored = 0
      fileBytes = 0
      entries = 0
    },
    addStored(bytes) {
      stored += bytes
    },
    addBytes(bytes) {
      fileBytes += bytes
      layerBytes += bytes
      if (fileBytes > limits.bytesPerFile) throw tooMuch('bytes', limits.bytesPerFile)
      if (layerBytes > limits.bytesPerLayer) {
        throw new LimitReached(`more than ${limits.bytesPerLayer} bytes inside the files of this layer`, true)
      }
      if (fileBytes > limits.ratioFromBytes && fileBytes > limits.ratio * stored) {
        throw new LimitReached(`what is inside is more than ${limits.ratio} times as large as the file`)
      }
      addWork(bytes)
    },
    addEntry() {
      entries++
      if (entries > limits.entriesPerFile) throw tooMuch('files', limits.entriesPerFile)
      addWork(workPerEntry)
    },
    addWork,
    usedOfLayer: () => ({ bytes: layerBytes, work }),
    isNews({ isOfLayer }) {
      const isNews = !(isOfLayer && layerIsOver)
      layerIsOver ||= isOfLayer
      return isNews
    },
  }
}

function tooMuch(what: string, limit: number): LimitReached {
  return new LimitReached(`more than ${limit} ${what} inside`)
}
