import { describe, expect, it } from 'vitest'
import { progressFor } from '../../../src/cli/progress/progress.js'
import type { ScanEvent } from '../../../src/scan/events.js'
import { fakeIo } from '../fake-io.js'

const bytes = (count: number): ScanEvent => ({ kind: 'bytes', label: 'shop', bytes: count })
const layer: ScanEvent = { kind: 'layer', label: 'shop', id: 'sha256:1', files: 2, candidates: 1 }

/** Progress over a clock that the test moves. */
function start(options: { terminal?: boolean; quiet?: boolean; env?: NodeJS.ProcessEnv } = {}) {
  const { io, written } = fakeIo({ terminal: options.terminal ?? false, env: options.env ?? {} })
  const clock = { now: 0 }
  return { clock, written, progress: progressFor(io, options.quiet ?? false, () => clock.now) }
}

describe('in a log', () => {
  it('tells the start and the sum, and a sign of life every ten seconds', () => {
    const { clock, written, progress } = start()
    progress.onEvent({ kind: 'source', label: 'shop', expectedBytes: 4_000_000 })
    for (let second = 0; second < 25; second++) {
      clock.now = second * 1000
      progress.onEvent(bytes(100_000))
    }
    progress.onEvent(layer)
    progress.finish()
    expect(written.stderr.split('\n')).toEqual([
      'jetsam: scanning shop',
      'jetsam: 0 layers, 1.1 MB of 4.0 MB (27 %), 110 kB/s, 0 candidates',
      'jetsam: 0 layers, 2.1 MB of 4.0 MB (52 %), 105 kB/s, 0 candidates',
      'jetsam: read 1 layer, 2.5 MB of 4.0 MB (62 %), 104 kB/s, 1 candidate',
      '',
    ])
  })

  it('does not add up sizes of which one is unknown', () => {
    const { written, progress } = start()
    progress.onEvent({ kind: 'source', label: 'a', expectedBytes: 100 })
    progress.onEvent({ kind: 'source', label: 'b' })
    progress.onEvent(bytes(50))
    progress.finish()
    expect(written.stderr).toContain('read 0 layers, 50 B, ')
  })

  it('tells a long pull', () => {
    const { clock, written, progress } = start()
    clock.now = 20_000
    progress.onEvent({
      kind: 'pull',
      reference: 'shop:1',
      status: 'Downloading',
      current: 5_000_000,
      total: 10_000_000,
    })
    expect(written.stderr).toBe('jetsam: pulling shop:1: Downloading 5.0 MB of 10.0 MB\n')
  })

  it('makes names from outside harmless', () => {
    const { written, progress } = start()
    progress.onEvent({ kind: 'source', label: 'a\u001b[2Jb\nc' })
    progress.onEvent({ kind: 'note', text: 'd\u202ee' })
    expect(written.stderr).toBe('jetsam: scanning a\\x1b[2Jb\\nc\njetsam: note: d\\u{202e}e\n')
  })
})

describe('on a terminal', () => {
  it('draws one line anew, not too often, and erases it at the end', () => {
    const { clock, written, progress } = start({ terminal: true })
    progress.onEvent({ kind: 'source', label: 'shop' })
    for (let time = 0; time < 1000; time++) {
      clock.now = time
      progress.onEvent(bytes(1000))
    }
    progress.onEvent(layer)
    progress.finish()
    const drawings = written.stderr.split('\r\u001b[2K').slice(1)
    expect(drawings.length).toBeGreaterThan(5)
    expect(drawings.length).toBeLessThan(15)
    expect(drawings.at(-1)).toBe('')
    expect(drawings.at(-2)).toContain('901 kB')
    expect(written.stderr).not.toContain('\n')
  })

  it('never wraps, whatever the names', () => {
    const { written, progress } = start({ terminal: true })
    progress.onEvent({ kind: 'source', label: `\u001b[2J\n${'日本'.repeat(100)}` })
    const drawn = written.stderr.slice('\r\u001b[2K'.length)
    expect(drawn).not.toMatch(/[\u001b\n]/)
    expect([...drawn].length).toBeLessThan(80)
  })

  it('puts notes on lines of their own', () => {
    const { written, progress } = start({ terminal: true })
    progress.onEvent({ kind: 'note', text: 'one platform of two' })
    expect(written.stderr).toContain('\r\u001b[2Kjetsam: note: one platform of two\n')
  })

  it.each([{ CI: 'true' }, { TERM: 'dumb' }])('writes plain lines with %j', (env) => {
    const { written, progress } = start({ terminal: true, env })
    progress.onEvent({ kind: 'source', label: 'shop' })
    progress.finish()
    expect(written.stderr).not.toContain('\u001b')
    expect(written.stderr).toContain('jetsam: scanning shop\n')
  })
})

it('is silent when asked to be', () => {
  for (const terminal of [true, false]) {
    const { written, progress } = start({ terminal, quiet: true })
    for (const event of [layer, { kind: 'note', text: 'x' } as const]) progress.onEvent(event)
    progress.finish()
    expect(written.stderr).toBe('')
  }
})
