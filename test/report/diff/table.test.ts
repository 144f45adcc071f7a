import { describe, expect, it } from 'vitest'
import { compareReports } from '../../../src/findings/diff/compare.js'
import type { Finding, Occurrence } from '../../../src/findings/finding.js'
import { tableDiff } from '../../../src/report/diff/table.js'
import { widthOf } from '../../../src/report/terminal.js'
import { cleanReport, sampleFinding, sampleImage } from '../sample-report.js'

const verdict = { exitCode: 1, because: 'it was so.' }
const finding = (digit: string, change: Partial<Finding> = {}) => sampleFinding({ id: digit.repeat(20), ...change })
const file = (path: string): Occurrence => ({ image: 0, exposure: 'file', path, state: 'live' })
const render = (old: Finding[], now: Finding[], columns = 80) =>
  tableDiff(
    compareReports(
      cleanReport({ findings: old, images: [sampleImage('shop:1')] }),
      cleanReport({ findings: now, images: [sampleImage('shop:2')] }),
    ),
    { colour: false, columns, verdict },
  )

describe('tableDiff', () => {
  it('tells both images, what is new in full, and the rest at a glance', () => {
    const text = render([finding('1'), finding('2')], [finding('2'), finding('3', { severity: 'critical' })])
    expect(text).toMatch(/^old\nshop:1\n.*\n\nnew\nshop:2\n/)
    expect(text).toContain('Added: 1 finding\n')
    expect(text).toContain(`id          ${'3'.repeat(20)}`)
    expect(text).not.toContain('1'.repeat(20))
    expect(text).toContain('Removed: 1 finding\n')
    expect(text).toContain('Carried over: 1 finding\n')
    expect(text).toContain('summary     added: 1 critical; removed: 1 high; carried over: 1 high')
    expect(text.trimEnd().split('\n').at(-1)).toBe('exit 1      it was so.')
  })

  it('tells what is different about what was carried over', () => {
    const was = finding('1', { severity: 'low', occurrences: [file('a'), file('b')] })
    const now = finding('1', { occurrences: [file('a'), ...['c', 'd', 'e', 'f'].map(file)] })
    const text = render([was], [now]).replace(/\s+/g, ' ')
    expect(text).toContain('1 was low:likely, is high:likely')
    expect(text).toContain('also at file /c, file /d, file /e and 1 more')
    expect(text).toContain('no longer at file /b')
  })

  it('says that nothing changed', () => {
    expect(render([], [])).toContain('summary     added: none; removed: none; carried over: none')
  })

  it('stays within its width, and lets nothing from an image act on the terminal', () => {
    const hostile = finding('1', { occurrences: [file(`\u001b[2J\n::error::${'x'.repeat(300)}`)] })
    const text = render([], [hostile], 60) + render([hostile], [], 60) + render([finding('1')], [hostile], 60)
    expect(text).not.toContain('\u001b')
    expect(text).not.toMatch(/^\s*::/m)
    expect(Math.max(...text.split('\n').map(widthOf))).toBeLessThanOrEqual(60)
  })
})
