/** One `T` for each 64-bit path hash, given as its two 32-bit words. */
export type HashIndex<T> = {
  /** Made on first use. */
  at(low: number, high: number): T
  /** Undefined if `at` never asked for it: one look-up, nearly always. */
  get(low: number, high: number): T | undefined
  values(): T[]
}

type Slot<T> = { low: number; high: number; value: T }

/** An empty index, which fills itself with what `make` makes. */
export function createHashIndex<T>(make: () => T): HashIndex<T> {
  const buckets = new Map<number, Slot<T>[]>()
  const find = (low: number, high: number) => {
    const bucket = buckets.get(low & smallInteger)
    return bucket?.find((slot) => slot.low === low && slot.high === high)
  }
  return {
    at(low, high) {
      const found = find(low, high)
      if (found !== undefined) return found.value
      const slot = { low, high, value: make() }
      const bucket = buckets.get(low & smallInteger)
      if (bucket === undefined) buckets.set(low & smallInteger, [slot])
      else bucket.push(slot)
      return slot.value
    },
    get: (low, high) => find(low, high)?.value,
    values: () => [...buckets.values()].flat().map((slot) => slot.value),
  }
}

/** Keys that V8 holds without a box; the words are compared in full afterwards. */
const smallInteger = 0x3fffffff
