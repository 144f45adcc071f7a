import { describe, expect, it } from 'vitest'
import { markdownReport, markdownText } from '../../../src/report/markdown/markdown.js'
import { hostileReport, hostileStrings } from '../hostile-report.js'
import { cleanReport, sampleFinding, sampleImage, sampleOptions } from '../sample-report.js'
import { codeless, markupIn, withoutOurs } from './codeless.js'

describe('a hostile report', () => {
  const text = markdownText(hostileReport(), sampleOptions(), 10_000_000)

  it('brings no HTML, no links, no markup, no mentions and no references', () => {
    expect(markupIn(text)).toEqual([])
  })

  it('brings no HTML into a summary', () => {
    const summaries = [...text.matchAll(/^<summary>(.*)<\/summary>$/gm)].map(([, inner = '']) => withoutOurs(inner))
    expect(summaries).toHaveLength(hostileStrings.length)
    expect(summaries.filter((inner) => /[&<>"'@#](?!\u2060)/.test(inner))).toEqual([])
  })

  it('begins no line with what a forge takes for a command', () => {
    expect(text.split('\n').filter((line) => /^\s*(\/\w|::)/.test(line))).toEqual([])
  })

  it('keeps each finding in its row and its fold', () => {
    const rows = codeless(text)
      .split('\n')
      .filter((line) => /^\| \d+ \|/.test(line))
    expect(rows).toHaveLength(hostileStrings.length)
    expect(rows.filter((row) => row.replace(/\\[\\|]/g, '').split('|').length !== 6)).toEqual([])
    expect(text.match(/^<details>$/gm)).toHaveLength(hostileStrings.length)
    expect(text.match(/^<\/details>$/gm)).toHaveLength(hostileStrings.length)
  })
})

describe('markdownReport', () => {
  it('fits into a comment, and says what does not', () => {
    const findings = Array.from({ length: 10_000 }, (_, at) => sampleFinding({ id: String(at) }))
    const text = markdownReport(cleanReport({ findings }), sampleOptions())
    expect(text.length).toBeLessThan(65_536)
    expect(text.length).toBeGreaterThan(40_000)
    const rows = text.match(/^\| \d+ \|/gm)!.length
    const folds = text.match(/^<details>$/gm)!.length
    expect(text).toContain(`${(10_000 - rows).toLocaleString('en-GB')} more findings are not in this table`)
    expect(text).toContain(`${(10_000 - folds).toLocaleString('en-GB')} more findings are not told in full`)
    expect(text).toContain('### Coverage')
  })

  it('fits, even if all of it is as long as can be', () => {
    const long = 'x|\\`'.repeat(5000)
    const images = Array.from({ length: 50 }, () => sampleImage(long))
    const finding = sampleFinding({ signature: { id: long, title: long, severity: 'high' }, reasons: [long] })
    const gaps = Array.from({ length: 50 }, () => ({ kind: 'unread', where: long, reason: long }) as const)
    const report = cleanReport({
      images,
      findings: Array.from({ length: 50 }, () => finding),
      suppressed: Array.from({ length: 50 }, () => ({ ...finding, reason: long })),
      coverage: { complete: false, layers: 1, files: 1, bytes: 1, gaps },
    })
    expect(markdownReport(report, sampleOptions()).length).toBeLessThan(65_536)
  })

  it('says what was looked at when nothing was found', () => {
    const text = markdownReport(
      cleanReport(),
      sampleOptions({ verdict: { exitCode: 0, because: 'clean.', failing: new Set() } }),
    )
    expect(text).toContain('## jetsam: no leaked secrets in `shop:1.4`')
    expect(text).toContain('deleted and overwritten ones included')
    expect(text).not.toContain('| severity |')
  })

  it('can be found again by its first line', () => {
    expect(markdownReport(cleanReport(), sampleOptions())).toMatch(/^<!-- jetsam-report -->\n/)
  })

  it('lists the images of a scan of several', () => {
    const report = cleanReport({ images: ['a:1', 'b:2'].map(sampleImage), findings: [sampleFinding()] })
    const text = markdownReport(report, sampleOptions())
    expect(text).toContain('1 leaked secret in 2 images')
    expect(text).toContain('- `b:2` `linux/amd64`')
  })
})
