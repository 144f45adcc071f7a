import { readFileSync } from 'node:fs'
import { Ajv } from 'ajv'
import { describe, expect, it } from 'vitest'
import type { Report } from '../../../src/findings/finding.js'
import { gitlabReport } from '../../../src/report/gitlab/gitlab.js'
import { printable } from '../../../src/report/terminal.js'
import { hostileReport, hostileStrings } from '../hostile-report.js'
import { markupIn } from '../markdown/codeless.js'
import { cleanReport, sampleFinding, sampleOptions } from '../sample-report.js'
import { storyReport, storyVerdict } from '../story-report.js'

const schema = JSON.parse(readFileSync('test/fixtures/schemas/gitlab-secret-detection.json', 'utf8'))
const validate = new Ajv({ strict: true }).compile(schema)

function read(report: Report, verdict = storyVerdict) {
  const document = JSON.parse(gitlabReport(report, sampleOptions({ verdict })))
  validate(document)
  expect(validate.errors).toBeNull()
  return document
}

describe('gitlabReport', () => {
  it.each<[string, () => Report]>([
    ['a clean report', cleanReport],
    ['a hostile report', hostileReport],
    [
      '10,000 findings',
      () => cleanReport({ findings: Array.from({ length: 10_000 }, (_, at) => sampleFinding({ id: String(at) })) }),
    ],
    ['nothing read', () => cleanReport({ images: [] })],
    [
      'what is far too long',
      () => {
        const long = 'x'.repeat(2_000_000)
        const signature = { id: long, title: long, severity: 'high' } as const
        const occurrences = Array.from({ length: 2_000 }, () => ({ image: 0, exposure: 'file', path: long }) as const)
        return cleanReport({
          findings: [
            sampleFinding({
              signature,
              occurrences,
              remedy: { summary: long, steps: Array(99).fill(long), links: [long] },
            }),
          ],
        })
      },
    ],
  ])('%s is valid', (_, report) => {
    expect(read(report()).vulnerabilities).toHaveLength(report().findings.length)
  })

  it('makes one vulnerability of a secret in five places, by its line in the Dockerfile', () => {
    const { vulnerabilities } = read(storyReport())
    expect(vulnerabilities).toHaveLength(4)
    expect(vulnerabilities[0]).toMatchObject({
      ...{ name: 'npm access token', severity: 'Critical', location: { file: 'Dockerfile', start_line: 6 } },
      tracking: { items: [{ signatures: [{ algorithm: 'hash', value: '0a1b2c3d4e5f60718293' }] }] },
    })
    expect(vulnerabilities[0].description.match(/^- `/gm)).toHaveLength(5)
    expect(vulnerabilities[0].solution).toContain('   `docker build --secret id=npm_token,env=NPM_TOKEN .`')
    expect(vulnerabilities[2].location).toMatchObject({ file: 'layer/app/.env', start_line: 2 })
  })

  it('tells what is suppressed and what was not read as messages', () => {
    const { scan } = read(storyReport())
    expect(scan).toMatchObject({
      status: 'success',
      start_time: '2026-01-02T03:04:05',
      end_time: '2026-01-02T03:04:15',
    })
    expect(scan.messages).toEqual([
      { level: 'info', value: storyVerdict.because },
      { level: 'info', value: 'coverage complete: 6 layers, 3,412 files, 86.9 MB read' },
      { level: 'warn', value: 'unopened: layer 4: /app/backup.zip: the archive is encrypted' },
      {
        level: 'info',
        value: 'suppressed: Private key (99990000aaaabbbbcccc): a file of the Debian package openssl, unchanged',
      },
    ])
  })

  it('is a failure if the scan is not complete', () => {
    const verdict = { exitCode: 2, because: 'the scan is incomplete.', failing: new Set<string>() }
    const coverage = { complete: false, layers: 0, files: 0, bytes: 0, gaps: [] }
    const { scan } = read(cleanReport({ coverage }), verdict)
    expect([scan.status, scan.messages[0].level]).toEqual(['failure', 'fatal'])
  })

  it('loses no hostile string, and lets none be Markdown', () => {
    const { vulnerabilities } = read(hostileReport())
    for (const [at, text] of hostileStrings.entries()) {
      const { id, name, description, solution, identifiers } = vulnerabilities[at]
      expect([id, name, identifiers[0].value]).toEqual([`${at}-finding`, printable(text), printable(text)])
      expect(markupIn(`${description}\n\n${solution}`)).toEqual([])
    }
  })
})
