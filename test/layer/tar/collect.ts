import type { TarEnding, TarEntry, TarEvent, TarWarningCode } from '../../../src/layer/tar/entry.js'
import { createTarReader } from '../../../src/layer/tar/reader.js'
import type { TarLimits } from '../../../src/layer/tar/state.js'

export type ReadEntry = TarEntry & { body: string }
export type ReadTar = {
  entries: ReadEntry[]
  warnings: { code: TarWarningCode; offset: number }[]
  ending: Omit<TarEnding, 'events'>
}

/** Reads a whole archive, cut into pieces of the given lengths (the last one repeats), and joins each entry's data. */
export function readTar(bytes: Uint8Array, cuts: number[] = [1 << 16], limits?: TarLimits): ReadTar {
  const reader = createTarReader(limits)
  const events: TarEvent[] = []
  let at = 0
  for (let i = 0; at < bytes.length; i++) {
    const length = Math.max(1, cuts[Math.min(i, cuts.length - 1)]!)
    // A copy that is wiped afterwards, so that a view which outlives its chunk shows.
    const chunk = Uint8Array.from(bytes.subarray(at, at + length))
    for (const event of reader.feed(chunk)) events.push(kept(event))
    chunk.fill(0xff)
    at += length
  }
  const { events: held, ...ending } = reader.finish()
  for (const event of held) events.push(kept(event))
  return { ...joined(events), ending }
}

function kept(event: TarEvent): TarEvent {
  return event.kind === 'data' ? { kind: 'data', bytes: Uint8Array.from(event.bytes) } : event
}

function joined(events: TarEvent[]): Pick<ReadTar, 'entries' | 'warnings'> {
  const entries: ReadEntry[] = []
  const warnings: ReadTar['warnings'] = []
  let open: ReadEntry | undefined
  for (const event of events) {
    if (event.kind === 'warning') warnings.push({ code: event.code, offset: event.offset })
    else if (event.kind === 'entry') {
      if (open !== undefined) throw new Error('an entry began inside another')
      open = { ...event.entry, body: '' }
      entries.push(open)
    } else if (open === undefined) throw new Error(`${event.kind} outside an entry`)
    else if (event.kind === 'data') open.body += Buffer.from(event.bytes).toString('latin1')
    else open = undefined
  }
  if (open !== undefined) throw new Error('the last entry has no end')
  return { entries, warnings }
}
