import { printable } from '../../report/terminal.js'
import type { ScanEvent } from '../../scan/events.js'
import type { Progress } from './progress.js'
import { addEvent, startTotals, totalsText } from './totals.js'

/** Time between two lines about a scan that is under way, in milliseconds: a sign of life in a log, not a flood. */
const pause = 10_000

/** Whole lines for logs: each source as it starts, how far it is every ten seconds, and the sum. */
export function plainProgress(write: (text: string) => void, now: () => number): Progress {
  const totals = startTotals(now())
  let toldAt = now()
  const tell = (text: string) => {
    toldAt = now()
    write(`jetsam: ${text}\n`)
  }
  return {
    onEvent(event: ScanEvent) {
      addEvent(totals, event)
      if (event.kind === 'source') tell(`scanning ${printable(event.label)}`)
      else if (event.kind === 'note') tell(`note: ${printable(event.text)}`)
      else if (now() - toldAt >= pause) tell(event.kind === 'pull' ? totals.pull : totalsText(totals, now()))
    },
    finish() {
      if (totals.sources > 0) tell(`read ${totalsText(totals, now())}`)
    },
  }
}
