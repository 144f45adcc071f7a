import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dockerArchive } from '../../src/demo/docker-archive.js'
import { parsePlatform } from '../../src/image/platform.js'
import { openTools } from '../../src/scan/open-tools.js'
import { readSource } from '../../src/scan/read-source.js'
import { type ScanEvent, scan } from '../../src/scan/scan.js'
import { type SignatureChoice, signaturesInForce } from '../../src/scan/signatures-in-force.js'
import { createWorkerPool, type WorkerPool } from '../../src/scan/workers/worker-pool.js'
import { expandTemplate } from '../../src/signatures/expand.js'
import { openArchive } from '../../src/sources/archive/open-archive.js'

const github = expandTemplate('ghp_{base62:30}{crc32:6}', 'user')
const own = expandTemplate('qzxw-{lower:20}', 'user')
const old = expandTemplate('qzxv{digits:2}{lower:20}', 'user')
let folder = ''
let image = ''
let yaml = ''
let toml = ''

const write = (name: string, content: string | Buffer): string => {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'jetsam-test-'))
  const file = (path: string, body: string) => ({ path, body })
  const archive = dockerArchive({
    ...{ tag: 'a:1', created: '2024-05-17T09:30:00Z', labels: {} },
    env: [`SETTING=${own}`],
    steps: [
      { createdBy: `RUN curl -H "Authorization: Bearer ${github}" -H "X: ${own}" https://acme.example` },
      {
        createdBy: 'COPY . .',
        layer: [
          file('app/a.txt', `line\nacme=${old}\n${' '.repeat(300_000)}acme=${old.replace('qzxv', 'qzxv9')}\n${own}`),
          file('app/test/b.txt', `acme=${old.replace('qzxv', 'qzxv8')}\n`),
          file('app/store.p99', 'the bytes of a store'),
        ],
      },
    ],
  })
  image = write('image.tar', archive)
  yaml = write('own.yaml', "signatures: [{ id: own-token, title: Own, severity: high, value: 'qzxw-{lower:20}' }]")
  toml = write(
    'own.toml',
    `[[rules]]\nid = "old-key"\nregex = '''acme=(qzxv[0-9]{2,3}[a-z]{20})'''\nkeywords = ["ACME"]
[[rules.allowlists]]\npaths = ['''(^|/)test/''']\n[[rules]]\nid = "a-store"\npath = '''\\.p99$'''\n`,
  )
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function findings(choice: SignatureChoice, more: { concurrency?: number; cacheFolder?: string } = {}) {
  const events: ScanEvent[] = []
  const { report, problems } = await scan({
    ...{ references: [image], pull: 'never', showSecrets: false, strict: false, env: {}, stdin: Readable.from([]) },
    ...{ concurrency: 1, onEvent: (event) => events.push(event) },
    ...choice,
    ...more,
  })
  expect(problems).toEqual([])
  const notes = events.flatMap((event) => (event.kind === 'note' ? [event.text] : []))
  const read = events.filter(({ kind }) => kind === 'bytes').length
  return { report, notes, read, ids: report.findings.map(({ signature }) => signature.id).sort() }
}

describe('a scan', () => {
  it('finds what users describe, beside what is built in', async () => {
    const { ids, report } = await findings({ signatureFiles: [yaml, toml] })
    expect(ids).toEqual(['a-store', 'github-personal-access-token', 'old-key', 'old-key', 'own-token'])
    const of = (id: string) => report.findings.filter(({ signature }) => signature.id === id)
    expect(of('own-token')[0]!.occurrences.map(({ exposure }) => exposure)).toEqual(['env', 'history', 'file'])
    const places = of('old-key').flatMap(({ occurrences }) => occurrences)
    expect(places.sort((a, b) => a.line! - b.line!)).toMatchObject([
      { path: 'app/a.txt', line: 2, column: 6 },
      { path: 'app/a.txt', line: 3, column: 300_006 },
    ])
    expect(of('a-store')[0]!.occurrences).toMatchObject([{ path: 'app/store.p99', line: 1 }])
    expect(JSON.stringify(report)).not.toContain(old.slice(8))
  })

  it('finds the same in other threads', async () => {
    const { table } = await signaturesInForce({ signatureFiles: [yaml, toml], skip: ['own-token'] })
    const options = { key: Buffer.alloc(32, 7), showSecrets: false }
    const tools = await openTools(table, options)
    const pool = createWorkerPool(2, { table, options })
    const idsWith = async (workers?: WorkerPool) => {
      const source = await openArchive(image, { reference: image, hostPlatform: parsePlatform('linux/amd64') })
      const thresholds = { source: 0, streamedBlob: 0 }
      const { blobs } = await readSource(source, { tools, workers, thresholds, onEvent: () => {} })
      return blobs.flatMap(({ layer }) =>
        layer.found.flatMap(({ candidates }) => candidates.map((one) => one.signature)),
      )
    }
    try {
      expect(await idsWith(pool)).toEqual(['old-key', 'old-key', 'a-store'])
      expect(await idsWith()).toEqual(['old-key', 'old-key', 'a-store'])
    } finally {
      await pool.close()
    }
  })

  it('tells what was chosen, and masks what was not', async () => {
    const { ids, report, notes } = await findings({ signatureFiles: [yaml], only: ['own-token'] })
    expect(ids).toEqual(['own-token'])
    expect(report.findings[0]!.occurrences.some(({ instruction }) => instruction?.text.includes('Bearer ••••••'))).toBe(
      true,
    )
    expect(JSON.stringify(report)).not.toContain(github)
    expect(notes).toEqual([expect.stringMatching(/^1 of \d+ signatures are told$/)])
    expect((await findings({ signatureFiles: [yaml], skip: ['GitHub'] })).ids).toEqual(['own-token'])
  })

  it('has another digest, and other entries in the cache, for each choice', async () => {
    const cacheFolder = join(folder, 'cache')
    const all = await findings({}, { cacheFolder })
    expect(all.ids).toEqual(['github-personal-access-token'])
    await new Promise((resolve) => setTimeout(resolve, 60))
    expect((await findings({}, { cacheFolder })).ids).toEqual(all.ids)
    const none = await findings({ skip: ['github'] }, { cacheFolder })
    expect(none.ids).toEqual([])
    const own = await findings({ signatureFiles: [toml] }, { cacheFolder })
    expect(own.ids).toEqual(['a-store', 'github-personal-access-token', 'old-key', 'old-key'])
    expect(new Set([all, none, own].map(({ report }) => report.tool.signatures)).size).toBe(3)
    expect((await findings({ signatureFiles: [toml] }, { cacheFolder })).ids).toEqual(own.ids)
  })

  it('does not begin with signatures that are wrong', async () => {
    const wrong = write('wrong.yaml', 'signatures: []')
    const events: ScanEvent[] = []
    const work = scan({
      ...{ references: [image], pull: 'never', showSecrets: false, strict: false, env: {}, stdin: Readable.from([]) },
      ...{ signatureFiles: [wrong], onEvent: (event) => events.push(event) },
    })
    await expect(work).rejects.toMatchObject({ problem: { code: 'signatures-invalid' } })
    expect(events).toEqual([])
  })
})
