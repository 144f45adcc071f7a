import { defaultUnwrapLimits } from '../../../unwrap/limits.js'
import type { UsedOfLayer } from '../../../unwrap/meter.js'

/**
 * Two threads together took more than one layer may: what one thread alone would have left out is not known. The layer is to be read again
 * by one thread, so that the report does not hang on who was quicker.
 */
export class SharedLimitReached extends Error {
  override readonly name = 'SharedLimitReached'
  constructor() {
    super('a limit of the whole layer was reached by two threads together')
  }
}

/** Whether one thread would have met no limit of the whole layer either. */
export function mayShare(own: UsedOfLayer, elsewhere: UsedOfLayer | undefined, limits = defaultUnwrapLimits): boolean {
  if (elsewhere === undefined || elsewhere.work === 0) return true
  return own.bytes + elsewhere.bytes <= limits.bytesPerLayer && own.work + elsewhere.work <= limits.workPerLayer
}
