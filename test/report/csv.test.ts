import { describe, expect, it } from 'vitest'
import type { Report } from '../../src/findings/finding.js'
import { csvReport } from '../../src/report/csv.js'
import { hostileReport, hostileStrings } from './hostile-report.js'
import { readCsv } from './read-csv.js'
import { cleanReport, sampleFinding } from './sample-report.js'

function recordsOf(report: Report): Record<string, string>[] {
  const [head = [], ...rows] = readCsv(csvReport(report))
  expect(rows.filter((row) => row.length !== head.length)).toEqual([])
  return rows.map((row) => Object.fromEntries(head.map((name, at) => [name, row[at] ?? ''])))
}

it('tells the Compose file, the document, the owner of a file, and the base image', () => {
  const report = cleanReport({
    findings: [
      sampleFinding({
        occurrences: [
          {
            ...{ image: 0, exposure: 'env', services: ['web', 'db'] },
            compose: { path: 'c.yaml', line: 3, column: 4 },
          },
          { ...{ image: 0, exposure: 'attestation', document: 'sha256:1', field: 'a.b' } },
          { ...{ image: 0, exposure: 'file', path: 'a', mode: '0644', owner: '0:0', origin: 'base' } },
        ],
      }),
    ],
  })
  const [image] = report.images
  const [compose, document, file] = recordsOf({
    ...report,
    images: [{ ...image!, base: { by: 'image', isGuess: false, name: 'debian:12' } }],
  })
  expect(compose).toMatchObject({ services: 'web db', compose: 'c.yaml', compose_line: '3', compose_column: '4' })
  expect(document).toMatchObject({ document: 'sha256:1', field: 'a.b' })
  expect(file).toMatchObject({ mode: '0644', owner: '0:0', origin: 'base', base: 'debian:12' })
})

const formula = /^\s*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/

describe('csvReport', () => {
  it('has one row for each place, with all that is known of it', () => {
    const [first, second] = recordsOf(
      cleanReport({
        findings: [
          sampleFinding({
            reasons: ['the checksum fits', 'live'],
            occurrences: [
              { image: 0, exposure: 'env', key: 'TOKEN' },
              {
                ...{
                  image: 0,
                  exposure: 'file',
                  layer: 1,
                  path: 'app/a,b.env',
                  line: 3,
                  column: 9,
                  state: 'deleted',
                  endedBy: 2,
                },
                ...{ instruction: { index: 5, text: 'COPY . .' }, via: ['zip:x', 'base64'] },
                dockerfile: { path: 'Dockerfile', line: 12 },
              },
            ],
          }),
        ],
      }),
    )
    expect(first).toMatchObject({
      ...{
        record: 'finding',
        id: '0123456789abcdef0123',
        severity: 'high',
        confidence: 'likely',
        signature: 'acme-token',
      },
      ...{
        provider: 'Acme',
        secret: '••••••',
        length: '17-32 bytes',
        reasons: 'the checksum fits; live',
        image: 'shop:1.4',
      },
      ...{ exposure: 'env', key: 'TOKEN', path: '', layer: '', links: 'https://acme.example/revoke' },
    })
    expect(second).toMatchObject({
      ...{ exposure: 'file', path: 'app/a,b.env', line: '3', column: '9', state: 'deleted', layer: '1', ended_by: '2' },
      ...{ layer_digest: `sha256:${'a1'.repeat(32)}`, instruction: '5', instruction_text: 'COPY . .' },
      ...{ via: 'zip:x › base64', dockerfile: 'Dockerfile', dockerfile_line: '12' },
    })
  })

  it('tells suppressed findings, gaps and coverage apart', () => {
    const records = recordsOf(
      cleanReport({
        suppressed: [{ ...sampleFinding(), reason: 'a file of a package' }],
        coverage: {
          complete: false,
          layers: 1,
          files: 2,
          bytes: 3,
          gaps: [{ kind: 'limit', where: 'w', reason: 'r' }],
        },
      }),
    )
    expect(records.map(({ record, note }) => [record, note])).toEqual([
      ['suppressed', 'a file of a package'],
      ['gap', 'limit: w: r'],
      ['coverage', 'INCOMPLETE: 1 layer, 2 files, 3 B read, but not all'],
    ])
  })

  it('shows the secret itself where the report holds it', () => {
    const finding = sampleFinding({ secret: { masked: '••••••', length: '1-8', value: 'visible' } })
    expect(recordsOf(cleanReport({ findings: [finding] }))[0]!.secret).toBe('visible')
  })

  it('has no cell that a spreadsheet takes for a formula, however it parts the cells', () => {
    const text = csvReport(hostileReport())
    expect(
      readCsv(text)
        .flat()
        .filter((cell) => formula.test(cell)),
    ).toEqual([])
    // A reader that parts cells at semicolons reads to the next one, whatever the quotes.
    const tricky = hostileReport()
    tricky.findings[0]!.reasons = ['a;=1+1', 'b; @x']
    const pieces = csvReport(tricky).split(/[;\r\n]+/)
    expect(pieces.filter((piece) => formula.test(piece))).toEqual([])
  })

  it('keeps every row whole, whatever is in it', () => {
    const records = recordsOf(hostileReport())
    expect(records.filter(({ record }) => record === 'finding')).toHaveLength(6 * hostileStrings.length)
    expect(records.filter(({ record }) => record === 'suppressed')).toHaveLength(6 * hostileStrings.length)
    expect(records.at(-1)!.record).toBe('coverage')
  })

  it('cuts what no spreadsheet holds', () => {
    const huge = cleanReport({ findings: [sampleFinding({ reasons: ['x'.repeat(100_000)] })] })
    expect(recordsOf(huge)[0]!.reasons!.length).toBe(32_000)
  })
})
