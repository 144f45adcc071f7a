/** When to stop inflating; see `InflaterOptions`. */
export type OutputLimits = { maxOutputBytes: number; maxRatio: number; ratioFromBytes: number }

/** Counts output on its way to its user, and stops it at a limit. */
export type OutputMeter = {
  /** Hands bytes on, or as many of them as the limits allow. Never throws: what `onBytes` threw is kept in `thrown`. */
  take(bytes: Uint8Array): void
  readonly bytesIn: number
  addInput(bytes: number): void
  readonly bytesOut: number
  /** In words, once a limit was reached; nothing is handed on from then on. */
  readonly limit: string | undefined
  readonly thrown: { error: unknown } | undefined
  readonly stopped: boolean
}

export function createOutputMeter(onBytes: (bytes: Uint8Array) => void, limits: OutputLimits): OutputMeter {
  let bytesIn = 0
  let bytesOut = 0
  let limit: string | undefined
  let thrown: { error: unknown } | undefined
  const allowed = () => Math.min(limits.maxOutputBytes, Math.max(limits.ratioFromBytes, bytesIn * limits.maxRatio))
  return {
    take(bytes) {
      if (limit !== undefined || thrown !== undefined) return
      const room = allowed() - bytesOut
      const taken = bytes.length > room ? bytes.subarray(0, room) : bytes
      bytesOut += taken.length
      if (taken.length < bytes.length) limit = `${bytesIn} bytes inflate to more than ${bytesOut} bytes`
      try {
        onBytes(taken)
      } catch (error) {
        thrown = { error }
      }
    },
    get bytesIn() {
      return bytesIn
    },
    addInput(bytes) {
      bytesIn += bytes
    },
    get bytesOut() {
      return bytesOut
    },
    get limit() {
      return limit
    },
    get thrown() {
      return thrown
    },
    get stopped() {
      return limit !== undefined || thrown !== undefined
    },
  }
}
