import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { expandTemplate } from '../../../src/signatures/expand.js'
import {
  blob,
  configOf,
  indexJson,
  json,
  layerTar,
  type Member,
  ociImage,
  sha256,
  tarOf,
} from '../../sources/build-archive.js'
import { fromFile, fromStream, reportOf, startWorkers } from './read.js'

const folder = mkdtempSync(join(tmpdir(), 'jetsam-workers-'))
const one = startWorkers(1)
const many = startWorkers(3)
/** All plain blobs are read by two. */
const sharing = startWorkers(2, { sharedBytes: 0 })
afterAll(async () => {
  await Promise.all([one.close(), many.close(), sharing.close()])
  rmSync(folder, { recursive: true, force: true })
})

/** Reads the archive in every way, and gives the one report that comes of all. */
async function sameReport(archive: Uint8Array): Promise<string> {
  const path = join(folder, 'image.tar')
  writeFileSync(path, archive)
  const expected = await reportOf(fromStream(path))
  expect((await reportOf(fromFile(path))).report).toBe(expected.report)
  for (const workers of [one, many, sharing]) {
    for (const opened of [fromFile(path), fromStream(path)]) {
      const read = await reportOf(opened, workers)
      expect(read.report).toBe(expected.report)
      // Where there is no report, work that had begun is dropped.
      if (expected.report.startsWith('[')) expect(totals(read)).toEqual(totals(expected))
    }
  }
  return expected.report
}

/** What the progress tells, whatever the order. */
function totals({ events }: Awaited<ReturnType<typeof reportOf>>) {
  const layers = events.filter((event) => event.kind === 'layer').map((event) => JSON.stringify(event))
  const bytes = events.reduce((sum, event) => sum + (event.kind === 'bytes' ? event.bytes : 0), 0)
  return { bytes, layers: layers.sort() }
}

const token = (seed: string) => expandTemplate('ghp_{base62:30}{crc32:6}', seed)
const layer = (name: string) => layerTar(name, `TOKEN=${token(name)}\n`)

async function layers(): Promise<Buffer[]> {
  const large = Array.from({ length: 400 }, (_, i) => ({ path: `srv/${i}`, bytes: `${i} `.repeat(1000) }))
  return [
    await tarOf([...large, { path: 'etc/a.env', bytes: `TOKEN=${token('large')}\n` }]),
    await layer('b.env'),
    await tarOf([
      { path: 'etc/.wh.a.env', bytes: '' },
      { path: 'link', hardLink: 'b.env' },
    ]),
    await layer('c.env'),
  ]
}

async function classic(more: Member[] = []): Promise<Buffer> {
  const all = await layers()
  const paths = all.map((_, i) => `${i}/layer.tar`)
  return tarOf([
    ...all.map((bytes, i) => ({ path: paths[i]!, bytes })),
    { path: 'config.json', bytes: configOf(all) },
    ...more,
    { path: 'manifest.json', bytes: json([{ Config: 'config.json', RepoTags: ['test:1'], Layers: paths }]) },
  ])
}

async function oci(change: (members: Member[]) => Member[] = (members) => members): Promise<Buffer> {
  const plain = await layers()
  const { members, descriptor } = ociImage(
    plain.map((bytes) => gzipSync(bytes)),
    configOf(plain),
  )
  return tarOf(
    change([{ path: 'oci-layout', bytes: json({ imageLayoutVersion: '1.0.0' }) }, ...members, indexJson([descriptor])]),
  )
}

describe('the report is the same, byte for byte, from a file and a stream, with and without workers', () => {
  it.each(['docker-save-graph', 'docker-save-ctrd', 'docker-heredoc', 'secret-stub-old'])('of %s', async (name) => {
    const packed = readFileSync(join(import.meta.dirname, '../../fixtures', `${name}.tar.gz`))
    expect(await sameReport(gunzipSync(packed))).toBe(await sameReport(packed))
  })

  it.each<[string, () => Promise<Uint8Array>, RegExp]>([
    ['plain layers', () => classic(), /b\.env/],
    ['gzip layers', () => oci(), /b\.env/],
    [
      'a name that comes twice',
      async () => classic([{ path: '1/layer.tar', bytes: await layer('twice.env') }]),
      /twice\.env/,
    ],
    ['links to layers', () => classic([{ path: '3/layer.tar', symlink: '../1/layer.tar' }]), /b\.env/],
    [
      'a blob that nothing names',
      async () => classic([{ path: 'stray', bytes: await layer('stray.env') }]),
      /unreferenced blob stray/,
    ],
    [
      'a layer that looks like a document',
      () => classic([{ path: '1/layer.tar', bytes: `[${' '.repeat(5000)}` }]),
      /1\/layer\.tar/,
    ],
    [
      'a layer that is a document',
      () => classic([{ path: '1/layer.tar', bytes: json({ TOKEN: token('json') }) }]),
      /1\/layer\.tar/,
    ],
    [
      'other bytes than the name says',
      () =>
        oci((members) =>
          members
            .map((member) => ('bytes' in member && member.path === blob(gzipSync('')).path ? member : member))
            .concat({ path: `blobs/sha256/${sha256('x')}`, bytes: 'y'.repeat(3000) }),
        ),
      /layer-corrupt/,
    ],
    [
      'a broken gzip layer',
      async () => tarOf([{ path: 'layer.tar', bytes: gzipSync(await layer('b.env')).subarray(0, 90) }]),
      /decompressed/,
    ],
    [
      'bytes after the archive',
      async () => Buffer.concat([await classic(), Buffer.from('noise '.repeat(500))]),
      /b\.env/,
    ],
    ['no end', async () => (await classic()).subarray(0, -1024), /b\.env/],
    ['nothing', async () => Buffer.alloc(0), /archive-empty/],
    ['zeros', async () => Buffer.alloc(4096), /archive/],
    ['no archive', async () => Buffer.from('text '.repeat(5000)), /archive-not-tar/],
  ])('of an archive with %s', async (_, make, told) => {
    expect(await sameReport(await make())).toMatch(told)
  })

  it('of archives that were cut or damaged anywhere', async () => {
    const whole = [await classic(), await oci()]
    const damage = fc.record({
      archive: fc.nat(1),
      at: fc.double({ min: 0, max: 0.999999, noNaN: true }),
      cut: fc.boolean(),
      bytes: fc.uint8Array({ minLength: 1, maxLength: 600 }),
      // Headers stand at multiples of 512, where damage does most.
      aligned: fc.boolean(),
    })
    await fc.assert(
      fc.asyncProperty(damage, async ({ archive, at, cut, bytes, aligned }) => {
        const copy = Buffer.from(whole[archive]!)
        const exact = Math.floor(at * copy.length)
        const offset = aligned ? exact - (exact % 512) : exact
        if (!cut) copy.set(bytes.subarray(0, copy.length - offset), offset)
        await sameReport(cut ? copy.subarray(0, offset) : copy)
      }),
      { numRuns: 25 },
    )
  }, 120_000)
})
