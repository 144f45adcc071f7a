import { describe, expect, it } from 'vitest'
import { githubReport } from '../../../src/report/github/annotations.js'
import { hostileReport, hostileStrings } from '../hostile-report.js'
import { cleanReport, sampleFinding, sampleOptions } from '../sample-report.js'

/** Reads a line as the runner does: command, properties, message; each unescaped. */
function read(line: string) {
  const [, level, properties = '', message = ''] = /^::(\w+) (.*?)::(.*)$/.exec(line) ?? []
  const pairs = properties.split(',').map((pair) => {
    const [name = '', ...value] = pair.split('=')
    return [name, unescaped(value.join('=')).replaceAll('%3A', ':').replaceAll('%2C', ',').replaceAll('%25', '%')]
  })
  return { level, ...Object.fromEntries(pairs), message: unescaped(message).replaceAll('%25', '%') } as Record<
    string,
    string
  >
}
const unescaped = (text: string) => text.replaceAll('%0D', '\r').replaceAll('%0A', '\n')
const readAll = (text: string) => text.trimEnd().split('\n').map(read)

const failing = (...ids: string[]) =>
  sampleOptions({ verdict: { exitCode: 1, because: 'because.', failing: new Set(ids) } })

describe('githubReport', () => {
  it('makes errors of what fails the gate, warnings and notices of the rest', () => {
    const findings = [
      sampleFinding({ id: 'a', severity: 'low' }),
      sampleFinding({ id: 'b', severity: 'medium' }),
      sampleFinding({ id: 'c', severity: 'info' }),
    ]
    const annotations = readAll(githubReport(cleanReport({ findings }), failing('a')))
    expect(annotations.map(({ level, message }) => [level, message?.split('\n').at(-1)])).toEqual([
      ['error', 'id: a'],
      ['warning', 'id: b'],
      ['notice', 'Coverage: complete: 3 layers, 1,234 files, 45.6 MB read'],
      ['notice', 'id: c'],
    ])
  })

  it('stands at the line of the Dockerfile, if that is known', () => {
    const occurrences = [
      { image: 0, exposure: 'env', key: 'A' },
      { image: 0, exposure: 'build-arg', key: 'A', dockerfile: { path: 'docker/Dockerfile, 2:x', line: 7 } },
    ] as const
    const [annotation] = readAll(
      githubReport(cleanReport({ findings: [sampleFinding({ occurrences: [...occurrences] })] }), failing()),
    )
    expect(annotation).toMatchObject({ title: 'jetsam: Acme token', file: 'docker/Dockerfile, 2:x', line: '7' })
    expect(annotation!.message).toContain(
      'high, likely: env A\nalso: build-arg A (docker/Dockerfile, 2:x:7)\nWhat to do: ',
    )
  })

  it('writes no more than GitHub shows, and says how many there are', () => {
    const findings = Array.from({ length: 10_000 }, (_, at) => sampleFinding({ id: String(at) }))
    const annotations = readAll(githubReport(cleanReport({ findings }), failing(...findings.map(({ id }) => id))))
    const errors = annotations.filter(({ level }) => level === 'error')
    expect(errors).toHaveLength(10)
    expect(errors.at(-1)!.title).toBe('jetsam: 9,991 more findings')
  })

  it('says first that a scan is not complete', () => {
    const coverage = {
      complete: false,
      layers: 0,
      files: 0,
      bytes: 0,
      gaps: [{ kind: 'unread', where: 'layer 2', reason: 'gone' }],
    } as const
    const options = sampleOptions({ verdict: { exitCode: 2, because: 'the scan is incomplete.', failing: new Set() } })
    const [first] = readAll(githubReport(cleanReport({ coverage: { ...coverage, gaps: [...coverage.gaps] } }), options))
    expect(first).toEqual({
      level: 'error',
      title: 'jetsam: the scan is not complete',
      message: 'the scan is incomplete.\nunread: layer 2: gone',
    })
  })

  it('lets no string end its command or begin another', () => {
    const report = hostileReport()
    for (const [at, finding] of report.findings.entries()) {
      const text = githubReport({ ...report, findings: [finding] }, failing(finding.id))
      const lines = text.trimEnd().split('\n')
      expect(lines).toHaveLength(2)
      expect(Object.keys(read(lines[0]!))).toEqual(['level', 'title', 'file', 'line', 'message'])
      expect(read(lines[0]!).line, hostileStrings[at]).toBe('7')
    }
  })
})
