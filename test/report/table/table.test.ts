import { stripVTControlCharacters } from 'node:util'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Finding, Occurrence, Report } from '../../../src/findings/finding.js'
import type { ReporterOptions } from '../../../src/report/reporters.js'
import { tableReport } from '../../../src/report/table/table.js'
import { widthOf } from '../../../src/report/terminal.js'
import { cleanReport, sampleFinding, sampleImage, sampleOptions } from '../sample-report.js'

const render = (report: Report, change: Partial<ReporterOptions> = {}) => tableReport(report, sampleOptions(change))
/** The words alone, however they were wrapped. */
const words = (text: string) => text.replace(/\s+/g, ' ')
const withFindings = (...findings: Finding[]) => cleanReport({ findings })
const inFile = (change: Partial<Occurrence> = {}): Occurrence => ({
  ...{ image: 0, exposure: 'file', layer: 1, path: '/app/deploy.key', line: 3, column: 1, state: 'live' },
  ...{ instruction: { index: 5, text: 'COPY deploy.key /app/ # buildkit' } },
  ...change,
})

describe('one finding', () => {
  it('says what it is, how sure, and shows no more than the mask', () => {
    const text = render(withFindings(sampleFinding({ confidence: 'proven', reasons: ['the checksum fits'] })))
    expect(text).toMatch(/HIGH Acme token ─+ proven/)
    expect(text).toContain('•••••• (17-32 bytes)')
    expect(text).toContain('0123456789abcdef0123')
    expect(text).toContain('the checksum fits')
  })

  it('names the provider only where the title does not', () => {
    const signature = { id: 'x', title: 'access token', provider: 'Acme', severity: 'high' } as const
    expect(render(withFindings(sampleFinding({ signature })))).toContain('access token (Acme)')
  })

  it('shows the secret itself when the report holds it', () => {
    const secret = { masked: '••••••', length: '1-8', value: 'visible' }
    expect(render(withFindings(sampleFinding({ secret })))).toContain('visible')
  })

  it.each([
    ['0644', 'every container sees it, and every user in it (mode 0644, owner 0:5)'],
    ['0640', 'every container sees it (mode 0640, owner 0:5)'],
  ])('says who can read a file of mode %s', (mode, told) => {
    const occurrences = [inFile({ mode, owner: '0:5' })]
    expect(words(render(withFindings(sampleFinding({ occurrences }))))).toContain(told)
  })

  it('tells exposure, key and the instruction as its author wrote it', () => {
    const text = words(render(withFindings(sampleFinding())))
    expect(text).toContain('build-arg ACME_TOKEN')
    expect(text).toContain('put there by instruction 4: RUN |1 ACME_TOKEN=•••••• /bin/sh -c make')
    expect(text).not.toContain('# buildkit')
  })

  it('tells the life of a file: layer, who ended it and how', () => {
    const deleted = inFile({ state: 'deleted', endedBy: 2, key: 'DB_PASSWORD', via: ['zip:a.env', 'base64'] })
    const text = words(render(withFindings(sampleFinding({ occurrences: [deleted] }))))
    expect(text).toContain('file /app/deploy.key:3:1 (DB_PASSWORD) inside zip:a.env › base64')
    expect(text).toContain('layer 2 of 3, deleted by layer 3, and still in the image')
    expect(text).toContain('deleted by: RUN rm /app/deploy.key')
    const live = words(render(withFindings(sampleFinding({ occurrences: [inFile()] }))))
    expect(live).toContain('layer 2 of 3, live')
    expect(live).not.toContain('deleted')
  })

  it('tells the same of a build cache, which no container sees', () => {
    const inCache = { ...inFile({ state: 'deleted', endedBy: 2 }), exposure: 'build-cache' as const }
    const text = words(render(withFindings(sampleFinding({ occurrences: [inCache] }))))
    expect(text).toContain('layer 2 of 3, deleted by layer 3, and still in the cache')
    const live = words(render(withFindings(sampleFinding({ occurrences: [{ ...inFile(), exposure: 'build-cache' }] }))))
    expect(live).toContain('layer 2 of 3 of a build cache')
    expect(live).not.toContain('every container')
  })

  it('gives the start of the digest that names a document of the archive', () => {
    const digest = '0123456789abcdef'.repeat(4)
    const key = `${digest}/json DB_PASSWORD`
    const text = render(withFindings(sampleFinding({ occurrences: [{ image: 0, exposure: 'config', key }] })))
    expect(words(text)).toContain('config 0123456789ab…/json DB_PASSWORD')
    expect(text).not.toContain(digest)
  })

  it('cuts a long instruction', () => {
    const instruction = { index: 0, text: `RUN ${'step && '.repeat(200)}` }
    const text = render(withFindings(sampleFinding({ occurrences: [{ image: 0, exposure: 'history', instruction }] })))
    expect(text).toContain('…')
    expect(text.length).toBeLessThan(2000)
  })

  it('counts the places that it does not list', () => {
    const occurrences = Array.from({ length: 17 }, (_, at) => inFile({ path: `/app/${at}` }))
    const text = render(withFindings(sampleFinding({ occurrences })))
    expect(text).toContain('and 12 more places; --format json lists all')
    expect(text).toContain('/app/4')
    expect(text).not.toContain('/app/5')
  })

  it('tells what lines of one file have in common once', () => {
    const text = render(withFindings(sampleFinding({ occurrences: [inFile(), inFile({ line: 9 })] })))
    expect(text.match(/layer 2 of 3/g)).toHaveLength(1)
    expect(text).toContain('deploy.key:9:1')
  })

  it('numbers the steps, sets commands apart and keeps links whole', () => {
    const link = `https://acme.example/${'long/'.repeat(30)}`
    const remedy = { summary: 'Do so.', steps: ['First.', 'Then:\n  RUN a\nand on'], links: [link] }
    const lines = render(withFindings(sampleFinding({ remedy }))).split('\n')
    expect(lines).toContain('            1. First.')
    expect(lines).toContain('                 RUN a')
    expect(lines).toContain('               and on')
    expect(lines).toContain(`            ${link}`)
  })

  it('breaks a long command only where a backslash lets it go on', () => {
    const command = `docker build ${'--secret id=a,env=A '.repeat(8)}.`
    const remedy = { summary: 's', steps: [`Run:\n  ${command}`], links: [] }
    const text = render(withFindings(sampleFinding({ remedy })))
    expect(text.replace(/ \\\n +/g, ' ')).toContain(command)
    for (const line of text.split('\n')) expect(widthOf(line)).toBeLessThanOrEqual(80)
  })
})

describe('several findings', () => {
  it('are listed at a glance, in the order of the report', () => {
    const text = render(withFindings(sampleFinding({ severity: 'critical' }), sampleFinding({ severity: 'low' })))
    expect(text).toMatch(/1 {2}CRITICAL {2}Acme token {2}build-arg ACME_TOKEN\n2 {2}LOW/)
  })

  it('do not repeat the same advice, but for its links', () => {
    const second = sampleFinding({ remedy: { ...sampleFinding().remedy, links: ['https://other.example/'] } })
    const text = render(withFindings(sampleFinding(), second))
    expect(text.match(/Use a build secret/g)).toHaveLength(1)
    expect(text).toContain('as for 1 above')
    expect(text).toContain('https://other.example/')
  })

  it('name the image of each place where there are several', () => {
    const report = withFindings(sampleFinding({ occurrences: [inFile(), inFile({ image: 1 })] }))
    const text = words(render({ ...report, images: [sampleImage('shop:1'), sampleImage('till:2')] }))
    expect(text).toContain('in image 1, shop:1')
    expect(text).toContain('in image 2, till:2')
    expect(text).toMatch(/# image platform layers findings 1 shop:1 linux\/amd64 3 1 2 till:2 linux\/amd64 3 1/)
  })
})

describe('the end of the report', () => {
  it('says calmly what was looked at when nothing was found', () => {
    const text = words(render(cleanReport()))
    expect(text).toContain('No leaked secrets found.')
    expect(text).toContain('1,234 files in 3 layers (45.6 MB)')
    expect(text).not.toContain('no clean bill')
  })

  it('does not give a clean bill of health to what could not be read', () => {
    const gaps = Array.from({ length: 12 }, (_, at) => ({
      kind: 'unread' as const,
      where: `layer ${at}`,
      reason: 'cut',
    }))
    const text = words(render(cleanReport({ coverage: { complete: false, layers: 1, files: 1, bytes: 1, gaps } })))
    expect(text).toContain('no clean bill of health')
    expect(text).toContain('INCOMPLETE')
    expect(text).toContain('unread: layer 9: cut')
    expect(text).toContain('and 2 more gaps')
    const gap = {
      kind: 'limit' as const,
      where: `${'0123456789abcdef'.repeat(4)}/layer.tar: app/.env`,
      reason: 'large',
    }
    const limited = cleanReport({ coverage: { complete: false, layers: 1, files: 1, bytes: 1, gaps: [gap] } })
    expect(words(render(limited))).toContain('limit: 0123456789ab…/layer.tar: app/.env: large')
  })

  it('counts what was suppressed, with the reasons', () => {
    const suppressed = [{ ...sampleFinding(), reason: 'unchanged file of openssl' }]
    expect(words(render(cleanReport({ suppressed })))).toContain('1 finding, not counted (unchanged file of openssl)')
  })

  it('gives the sum, what is hidden, the exit code and its reason', () => {
    const summary = { critical: 2, high: 0, medium: 1, low: 0, info: 0 }
    const text = render(cleanReport({ summary }), { hidden: 3 })
    expect(text).toContain('2 critical, 1 medium (3 not shown, by --severity)')
    expect(text).toMatch(/exit 1 +it was so\./)
    expect(text).toContain('Nothing to show at this --severity.')
  })

  it('says so when no image could be read', () => {
    expect(render(cleanReport({ images: [] }))).toContain('nothing was read')
  })
})

describe('whatever an image holds', () => {
  const hostile = fc.string({ unit: 'binary', maxLength: 300 })
  const anyReport = fc.tuple(hostile, hostile, hostile, hostile).map(([a, b, c, d]) =>
    cleanReport({
      images: [{ ...sampleImage(a), platform: b, source: c, id: d }],
      findings: [
        sampleFinding({
          ...{ id: a, reasons: [b], secret: { masked: c, length: d, value: a } },
          signature: { id: 'x', title: a, provider: b, severity: 'low' },
          occurrences: [inFile({ path: a, key: b, via: [c], instruction: { index: 1, text: d } })],
          remedy: { summary: a, steps: [b], links: [] },
        }),
        sampleFinding({ occurrences: [{ image: 0, exposure: 'env', key: d }] }),
      ],
      suppressed: [{ ...sampleFinding(), reason: a }],
      coverage: { complete: false, layers: 1, files: 1, bytes: 1, gaps: [{ kind: 'limit', where: c, reason: d }] },
    }),
  )

  it('the text cannot act on a terminal, and fits it', () => {
    fc.assert(
      fc.property(anyReport, fc.constantFrom(80, 120, 137), (report, columns) => {
        const text = render(report, { columns })
        expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u)
        for (const line of text.split('\n')) expect(widthOf(line)).toBeLessThanOrEqual(columns)
      }),
    )
  })

  it('colours change nothing but the colours', () => {
    fc.assert(
      fc.property(anyReport, (report) => {
        const coloured = render(report, { colour: true })
        expect(coloured).toContain('\u001b[')
        expect(stripVTControlCharacters(coloured).replace(/ +$/gm, '')).toBe(render(report))
      }),
      { numRuns: 30 },
    )
  })
})
