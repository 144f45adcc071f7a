import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { DOMParser } from '@xmldom/xmldom'
import { Ajv } from 'ajv'
import { afterAll, describe, expect, it } from 'vitest'
import { type DemoImage, dockerArchive } from '../../src/demo/docker-archive.js'
import { leakyImage } from '../../src/demo/leaky-image.js'
import type { Report } from '../../src/findings/finding.js'
import { type FormatName, formatNames } from '../../src/report/formats.js'
import { reporters } from '../../src/report/reporters.js'
import { scan } from '../../src/scan/scan.js'
import { expandTemplate } from '../../src/signatures/expand.js'
import { hostileStrings } from './hostile-report.js'
import { markupIn } from './markdown/codeless.js'
import { readCsv } from './read-csv.js'
import { sampleOptions } from './sample-report.js'
import { publishedSchema } from './sarif/published-schema.js'

const folder = mkdtempSync(join(tmpdir(), 'jetsam-test-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const token = (name: string) => expandTemplate('ghp_{base62:30}{crc32:6}', name)
const values = hostileStrings.map((_, at) => token(`hostile ${at}`))

/** An image whose names are all hostile: a file, a variable, a label and an instruction for each string, a token in each. */
function hostileImage(): DemoImage {
  const named = hostileStrings.map((text, at) => ({ text: text.replaceAll('\0', ''), value: values[at]! }))
  return {
    tag: 'shop:1.4',
    created: '2024-05-17T09:30:00Z',
    env: named.map(({ text, value }) => `${text}=${value}`),
    labels: Object.fromEntries(named.map(({ text, value }) => [text, value])),
    steps: named.map(({ text, value }) => ({
      createdBy: `RUN ${text} --token ${value} # buildkit`,
      layer: [{ path: `srv/${text.replaceAll('../', '')}`, body: `${text}\nTOKEN=${value}\n` }],
    })),
  }
}

async function reportOf(name: string, image: DemoImage): Promise<Report> {
  const path = join(folder, `${name}.tar`)
  writeFileSync(path, dockerArchive(image))
  const { report, problems } = await scan({
    references: [`docker-archive:${path}`],
    pull: 'never',
    showSecrets: false,
    strict: false,
    env: {},
    stdin: Readable.from([]),
  })
  expect(problems).toEqual([])
  return report
}

const gitlab = new Ajv({ strict: true }).compile(
  JSON.parse(readFileSync('test/fixtures/schemas/gitlab-secret-detection.json', 'utf8')),
)
const sarif = publishedSchema()

/** Reads a report as the programs do that it is for; gives the ids of its findings, suppressed ones too, where the format has them all. */
const readers: Record<FormatName, (text: string) => string[] | undefined> = {
  table: () => undefined,
  github: () => undefined,
  json: (text) => {
    const { findings, suppressed } = JSON.parse(text) as Report
    return [...findings, ...suppressed].map(({ id }) => id)
  },
  jsonl: (text) => {
    const records = text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { record: string; id: string })
    return records.filter(({ record }) => record === 'finding' || record === 'suppressed').map(({ id }) => id)
  },
  csv: (text) => [
    ...new Set(
      readCsv(text)
        .slice(1)
        .map((row) => row[1]!)
        .filter(Boolean),
    ),
  ],
  markdown: (text) => {
    expect(markupIn(text)).toEqual([])
    return undefined
  },
  junit: (text) => {
    const complaints: string[] = []
    const parser = new DOMParser({ onError: (level, message) => level !== 'warning' && complaints.push(message) })
    const cases = [...parser.parseFromString(text, 'text/xml').getElementsByTagName('testcase')]
    expect(complaints).toEqual([])
    return cases.flatMap((one) => /\(([0-9a-f-]+)\)$/.exec(one.getAttribute('name') ?? '')?.[1] ?? [])
  },
  gitlab: (text) => {
    const document = JSON.parse(text) as { vulnerabilities: { id: string }[]; scan: { messages: { value: string }[] } }
    gitlab(document)
    expect(gitlab.errors).toBeNull()
    const suppressed = document.scan.messages.flatMap(
      ({ value }) => /^suppressed: .* \(([0-9a-f-]+)\): /.exec(value)?.[1] ?? [],
    )
    return [...document.vulnerabilities.map(({ id }) => id), ...suppressed]
  },
  sarif: (text) => {
    const document = JSON.parse(text) as { runs: { results: { partialFingerprints: Record<string, string> }[] }[] }
    sarif(document)
    expect(sarif.errors).toBeNull()
    return document.runs[0]!.results.map(({ partialFingerprints }) => partialFingerprints['jetsamFindingId/v1']!)
  },
  html: (text) => {
    const tags = text.replace(/<style>[\s\S]*?<\/style>|<script>[\s\S]*?<\/script>/g, '').match(/<[^>]*>/g)!
    expect(tags.filter((tag) => /^<(script|img|svg)|\son\w+=/i.test(tag))).toEqual([])
    const [, findings = ''] = text.split('<h2 id="findings">')
    const [told = '', left = ''] = findings.split('<h2 id="coverage">')[0]!.split('<h2 id="suppressed">')
    return [
      ...told.matchAll(/<dt>id<\/dt><dd><code>(.*?)<\/code>/g),
      ...left.matchAll(/<code>([0-9a-f-]{20,})<\/code>/g),
    ].map(([, id]) => id!)
  },
}

describe.each<[string, DemoImage, string[]]>([
  ['the demonstration', leakyImage('jetsam demo'), []],
  ['an image of hostile names', hostileImage(), values],
])('%s', (name, image, secrets) => {
  const scanned = reportOf(name.replaceAll(' ', '-'), image)

  it('has findings, each in several places', async () => {
    const { findings } = await scanned
    expect(findings.length).toBeGreaterThanOrEqual(Math.max(9, secrets.length))
    if (secrets.length > 0)
      expect(findings.filter(({ occurrences }) => occurrences.length >= 3).length).toBeGreaterThan(15)
  })

  it.each(formatNames)('as %s can be read back, whole, and gives no secret away', async (format) => {
    const report = await scanned
    const text = (await reporters[format]())(report, sampleOptions())
    const ids = readers[format](text)
    if (ids) expect(ids.sort()).toEqual([...report.findings, ...report.suppressed].map(({ id }) => id).sort())
    expect(secrets.filter((secret) => text.includes(secret) || text.includes(secret.slice(4, 30)))).toEqual([])
    expect(
      text.split('\n').filter((line) => /##\w*\[/.test(line) || (format !== 'github' && /^\s*::/.test(line))),
    ).toEqual([])
  })
})
