import type { Inside, WrappingGap } from './inside.js'

/** Counts what could not be opened, so that a wrapping tells each reason once. */
export type GapCounter = {
  add(kind: WrappingGap['kind'], reason: string): void
  /** Tells them all. */
  tell(out: Inside): void
}

/** `what`: of what, in the plural, e.g. `entries`. */
export function createGapCounter(what: string): GapCounter {
  const counts = new Map<string, { kind: WrappingGap['kind']; reason: string; count: number }>()
  return {
    add(kind, reason) {
      const known = counts.get(reason)
      if (known) known.count++
      else counts.set(reason, { kind, reason, count: 1 })
    },
    tell(out) {
      for (const { kind, reason, count } of counts.values()) out.gap({ kind, reason: `${what}: ${count} ${reason}` })
    },
  }
}
