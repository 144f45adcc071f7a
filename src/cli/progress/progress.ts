import type { ScanEvent } from '../../scan/events.js'
import { columnsOf, type Io } from '../io.js'
import { liveProgress } from './live.js'
import { plainProgress } from './plain.js'

/** Tells on stderr how a scan goes. */
export type Progress = {
  onEvent(event: ScanEvent): void
  /** Called once, whatever came of the scan; leaves the terminal clean. */
  finish(): void
}

/** One updating line on a terminal, a few plain lines elsewhere (and in CI, whose terminals only look like one), nothing if `quiet`. */
export function progressFor(io: Io, quiet: boolean, now: () => number = Date.now): Progress {
  if (quiet) return { onEvent: () => {}, finish: () => {} }
  const write = (text: string) => void io.stderr.write(text)
  const live = io.stderr.isTTY === true && !io.env.CI && io.env.TERM !== 'dumb'
  return live ? liveProgress(write, () => columnsOf(io.stderr, io.env), now) : plainProgress(write, now)
}
