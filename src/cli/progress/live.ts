import { printable, shorten } from '../../report/terminal.js'
import type { ScanEvent } from '../../scan/events.js'
import type { Progress } from './progress.js'
import { addEvent, startTotals, type Totals, totalsText } from './totals.js'

/** Time between two drawings of the line, in milliseconds. */
const pause = 100
const frames = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏']
const eraseLine = '\r\u001b[2K'

/** One line at the bottom of a terminal that is drawn anew as the scan goes on, and erased at its end. */
export function liveProgress(write: (text: string) => void, columns: () => number, now: () => number): Progress {
  const totals = startTotals(now())
  let drawnAt = Number.NEGATIVE_INFINITY
  let frame = 0
  const draw = () => {
    drawnAt = now()
    frame = (frame + 1) % frames.length
    write(eraseLine + shorten(`${frames[frame]} ${lineOf(totals, now())}`, columns() - 1))
  }
  return {
    onEvent(event: ScanEvent) {
      addEvent(totals, event)
      if (event.kind === 'note') write(`${eraseLine}jetsam: note: ${printable(event.text)}\n`)
      if (event.kind === 'note' || event.kind === 'source' || now() - drawnAt >= pause) draw()
    },
    finish: () => write(eraseLine),
  }
}

function lineOf(totals: Totals, now: number): string {
  if (totals.pull !== '') return totals.pull
  const which = totals.sources > 1 ? `${totals.finished} of ${totals.sources} done, ` : ''
  return `${which}${totalsText(totals, now)} · ${totals.label}`
}
