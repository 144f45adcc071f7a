import { bytesText, countText } from '../../report/amounts.js'
import { printable } from '../../report/terminal.js'
import type { ScanEvent } from '../../scan/events.js'

/** What has happened so far, over all sources of a scan. */
export type Totals = {
  sources: number
  finished: number
  label: string
  layers: number
  files: number
  bytes: number
  /** Undefined as soon as one source does not know. */
  expected: number | undefined
  candidates: number
  pull: string
  startedAt: number
}

export function startTotals(now: number): Totals {
  return {
    sources: 0,
    finished: 0,
    label: '',
    layers: 0,
    files: 0,
    bytes: 0,
    expected: 0,
    candidates: 0,
    pull: '',
    startedAt: now,
  }
}

/** Adds an event to the totals, in place. */
export function addEvent(totals: Totals, event: ScanEvent): void {
  if (event.kind === 'source') {
    totals.sources++
    totals.label = printable(event.label)
    totals.pull = ''
    const { expectedBytes } = event
    totals.expected =
      expectedBytes === undefined || totals.expected === undefined ? undefined : totals.expected + expectedBytes
  } else if (event.kind === 'bytes') totals.bytes += event.bytes
  else if (event.kind === 'done') totals.finished++
  else if (event.kind === 'pull') totals.pull = pullText(event)
  else if (event.kind === 'layer') {
    totals.layers++
    totals.files += event.files
    totals.candidates += event.candidates
  }
}

function pullText({ reference, status, current, total }: Extract<ScanEvent, { kind: 'pull' }>): string {
  const size = current === undefined ? '' : ` ${bytesText(current)}${total ? ` of ${bytesText(total)}` : ''}`
  return printable(`pulling ${reference}: ${status}`) + size
}

/** `3 layers, 120 MB of 300 MB (40 %), 85 MB/s, 2 candidates`. Candidates are not yet merged into findings. */
export function totalsText(totals: Totals, now: number): string {
  const { layers, bytes, expected, candidates, startedAt } = totals
  const seconds = (now - startedAt) / 1000
  const share =
    expected && bytes <= expected ? ` of ${bytesText(expected)} (${Math.floor((100 * bytes) / expected)} %)` : ''
  const parts = [countText(layers, 'layer'), `${bytesText(bytes)}${share}`]
  if (seconds >= 1 && bytes > 0) parts.push(`${bytesText(bytes / seconds)}/s`)
  parts.push(countText(candidates, 'candidate'))
  return parts.join(', ')
}
