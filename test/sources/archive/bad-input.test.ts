import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parsePlatform } from '../../../src/image/platform.js'
import { Failure, type ProblemCode, problemOf } from '../../../src/problem.js'
import { openArchive } from '../../../src/sources/archive/open-archive.js'
import { blob, configOf, indexJson, json, layerTar, type Member, ociImage, sha256, tarOf } from '../build-archive.js'
import { collectBlobs } from '../collect.js'
import { read } from './read.js'

async function codeOf(promise: Promise<unknown>): Promise<ProblemCode> {
  const error = await promise.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  expect(error).toBeInstanceOf(Failure)
  const { code, message, hint } = problemOf(error)
  expect(`${message}${hint}`).not.toContain('\n')
  expect(hint, 'what to do').toBeTruthy()
  return code
}

describe('an archive that is none', () => {
  let folder: string
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'jetsam-archive-'))
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))
  const options = { reference: 'x.tar', hostPlatform: parsePlatform('linux/amd64') }

  it.each<[string, ProblemCode, Uint8Array]>([
    ['nothing at all', 'archive-empty', Buffer.alloc(0)],
    ['a gzip of nothing', 'archive-empty', gzipSync('')],
    ['a text', 'archive-not-tar', Buffer.from('just a text, '.repeat(500))],
    ['a short text', 'archive-not-tar', Buffer.from('short')],
    ['a gzip of a text', 'archive-not-tar', gzipSync('just a text, '.repeat(500))],
    ['JSON', 'archive-not-tar', Buffer.from('{"message":"no"}')],
    ['the beginning of a gzip', 'archive-corrupt', gzipSync('x'.repeat(5000)).subarray(0, 14)],
  ])('%s is %s', async (_, code, bytes) => {
    expect(await codeOf(read(bytes))).toBe(code)
  })

  it('is told before it is read where it can be', async () => {
    const empty = join(folder, 'empty.tar')
    await writeFile(empty, '')
    expect(await codeOf(openArchive(empty, options))).toBe('archive-empty')
    expect(await codeOf(openArchive(join(folder, 'absent.tar'), options))).toBe('archive-not-found')
    expect(await codeOf(openArchive(folder, options))).toBe('archive-not-found')
  })
})

describe('an archive that is not whole', () => {
  let layer: Buffer
  let config: string
  beforeAll(async () => {
    layer = await layerTar('a', 'x'.repeat(5000))
    config = configOf([layer])
  })
  const manifest = (layers = ['a/layer.tar']): Member => ({
    path: 'manifest.json',
    bytes: json([{ Config: `${sha256(config)}.json`, RepoTags: ['app:1'], Layers: layers }]),
  })
  const whole = (layers?: string[]): Member[] => [
    manifest(layers),
    { path: `${sha256(config)}.json`, bytes: config },
    { path: 'a/layer.tar', bytes: layer },
  ]
  const codes = (problems: readonly { code: ProblemCode }[]) => problems.map(({ code }) => code)

  it.each([
    ['plain', (bytes: Buffer) => bytes, 'archive-truncated'],
    ['gzipped', (bytes: Buffer) => gzipSync(bytes, { level: 0 }), 'archive-corrupt'],
  ] as const)('keeps what came before a cut: %s', async (_, pack, code) => {
    const bytes = pack(await tarOf(whole()))
    const result = await read(bytes.subarray(0, bytes.length - 4096))
    expect(codes(result.problems)).toEqual([code])
    expect(result.gaps).toMatchObject([{ kind: 'unread' }])
    expect(result.images).toMatchObject([{ tags: ['app:1'], layers: [{ blob: 'a/layer.tar' }] }])
    const read_ = result.blobs.get('a/layer.tar')!
    expect(read_.problem).toEqual(result.problems[0])
    expect(layer.subarray(0, read_.bytes.length)).toEqual(read_.bytes)
    expect(read_.bytes.length).toBeGreaterThan(1000)
  })

  it('tells a cut before the manifest once, and hands on a document that broke off', async () => {
    const bytes = await tarOf([
      ...whole().slice(2),
      { path: 'c.json', bytes: `{"Env":["${'y'.repeat(2000)}"]}` },
      manifest(),
    ])
    const result = await read(bytes.subarray(0, layer.length + 512 + 512 + 1000))
    expect(codes(result.problems)).toEqual(['archive-truncated'])
    expect(result.images).toEqual([])
    expect(result.blobs.get('a/layer.tar')).toMatchObject({ bytes: layer, ended: true })
    expect(result.blobs.get('c.json')?.bytes.toString()).toMatch(/^{"Env":\["y{900,}$/)
  })

  it('tells a cut between two entries before the manifest', async () => {
    const bytes = await tarOf([{ path: 'a/layer.tar', bytes: layer }, manifest()])
    const result = await read(bytes.subarray(0, layer.length + 512))
    expect(codes(result.problems)).toEqual(['archive-truncated'])
  })

  it('tells every cut, wherever it is, and never throws after the first header', async () => {
    const bytes = await tarOf([...whole(), { path: 'z', bytes: 'end' }])
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 513, max: bytes.length - 2049 }), async (length) => {
        const result = await read(bytes.subarray(0, length))
        const isNothingLost = length % 512 === 0 && length >= bytes.length - 2048 - 512
        if (!isNothingLost) expect(result.problems.length).toBeGreaterThan(0)
        for (const { ended } of result.blobs.values()) expect(ended).toBe(true)
      }),
      { numRuns: 60 },
    )
  })

  it('tells a missing layer once, by its path, and keeps the rest', async () => {
    const result = await read(await tarOf(whole(['a/layer.tar', 'b/layer.tar', 'c/layer.tar'])))
    expect(result.problems).toMatchObject([
      { code: 'layer-missing', message: expect.stringContaining('b/layer.tar, c/layer.tar') },
    ])
    expect(result.images[0]?.layers.map((one) => one.blob)).toEqual(['a/layer.tar', undefined, undefined])
  })

  it('tells a missing config', async () => {
    const result = await read(await tarOf([manifest(), { path: 'a/layer.tar', bytes: layer }]))
    expect(codes(result.problems)).toEqual(['archive-corrupt'])
    expect(result.images).toMatchObject([{ layers: [{ blob: 'a/layer.tar' }] }])
  })

  it('tells noise between the entries, and still reads what follows', async () => {
    const [first, second, third] = await Promise.all(whole().map((member) => tarOf([member])))
    const noise = Buffer.alloc(512, 'noise ')
    const body = (tar: Buffer) => tar.subarray(0, tar.length - 1024)
    const result = await read(Buffer.concat([body(first!), noise, body(second!), third!]))
    expect(codes(result.problems)).toEqual(['archive-corrupt'])
    expect(result.images[0]?.layers).toMatchObject([{ blob: 'a/layer.tar' }])
    expect([...result.blobs.values()].map((one) => one.bytes.toString())).toContain(noise.toString())
  })

  it('tells noise between the entries and what it took away', async () => {
    const [first, second, third] = await Promise.all(whole().map((member) => tarOf([member])))
    third!.fill('noise ', 0, 512)
    const body = (tar: Buffer) => tar.subarray(0, tar.length - 1024)
    const result = await read(Buffer.concat([body(first!), body(second!), third!]))
    expect(codes(result.problems)).toEqual(['archive-corrupt', 'layer-missing'])
  })

  it('tells a tar that holds no image', async () => {
    const result = await read(await tarOf([{ path: 'README', bytes: 'hello' }]))
    expect(codes(result.problems)).toEqual(['archive-no-manifest'])
    expect(result.blobs.get('README')?.bytes.toString()).toBe('hello')
  })

  it('tells a stream that fails', async () => {
    const bytes = await tarOf(whole())
    const { reader, blobs } = collectBlobs()
    const stream = Readable.from(
      (function* () {
        yield bytes.subarray(0, 4000)
        throw new Error('the disk is gone')
      })(),
    )
    const { readArchive } = await import('../../../src/sources/archive/read-archive.js')
    const result = await readArchive(stream, reader, { reference: 'x.tar', hostPlatform: parsePlatform('linux/amd64') })
    expect(result.problems).toMatchObject([
      { code: 'archive-corrupt', message: expect.stringContaining('the disk is gone') },
    ])
    expect(blobs.get('a/layer.tar')?.problem).toBeDefined()
  })

  it('tells bytes that are not what their digest says', async () => {
    const image = ociImage([layer], config)
    const forged = (image.members as { path: string; bytes: Uint8Array | string }[]).map((member) =>
      member.path === blob(layer).path ? { ...member, bytes: Buffer.from('other bytes') } : member,
    )
    const result = await read(await tarOf([...forged, indexJson([image.descriptor])]))
    expect(codes(result.problems)).toEqual(['layer-corrupt'])
    const renamed: Member[] = [
      { path: 'manifest.json', bytes: json([{ Config: `${'0'.repeat(64)}.json`, Layers: ['a/layer.tar'] }]) },
      { path: `${'0'.repeat(64)}.json`, bytes: config },
      { path: 'a/layer.tar', bytes: layer },
    ]
    const classic = await read(await tarOf(renamed))
    expect(codes(classic.problems)).toEqual(['archive-corrupt'])
    expect(classic.images[0]?.id, 'the id is that of the bytes').toBe(`sha256:${sha256(config)}`)
  })
})

describe('limits', () => {
  const manifest = { path: 'manifest.json', bytes: '[]' }

  it('hands on JSON that is too large as a blob', async () => {
    const large = json({ text: 'x'.repeat(3000) })
    const { blobs, documents } = await read(await tarOf([{ path: 'large.json', bytes: large }, manifest]), {
      limits: { jsonBytes: 2000 },
    })
    expect(blobs.get('large.json')?.bytes.toString()).toBe(large)
    expect(documents).toEqual([])
  })

  it('hands on JSON as blobs once there is too much of it, small ones counting as more', async () => {
    const many = Array.from({ length: 10 }, (_, i) => ({ path: `${i}.json`, bytes: json({ i }) }))
    const { blobs, documents } = await read(await tarOf([manifest, ...many]), { limits: { jsonTotalBytes: 4096 } })
    expect(documents.length).toBe(3)
    expect(blobs.size).toBe(7)
  })

  it('keeps names in bounds, and says that some were dropped', async () => {
    const many = Array.from({ length: 10 }, (_, i) => ({ path: `blob-${i}`, bytes: `content ${i}` }))
    const long = { path: 'x'.repeat(60), bytes: 'long' }
    const { blobs, gaps } = await read(await tarOf([manifest, long, ...many]), { limits: { names: 5, nameBytes: 50 } })
    expect(blobs.size).toBe(11)
    expect(gaps).toMatchObject([{ kind: 'limit', reason: expect.stringMatching(/^7 names/) }])
  })

  it('takes deeply nested JSON as it is', async () => {
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`
    const result = await read(await tarOf([manifest, { path: 'deep', bytes: deep }]))
    expect(result.problems).toEqual([])
  })

  it.each([
    'null',
    '[1,null,{"Config":5},{"Config":"c","Layers":"x"}]',
    '[{"Config":"../../etc/passwd","Layers":[7,"../x"]}]',
  ])('reads a manifest of another shape without fault: %s', async (bytes) => {
    await read(
      await tarOf([
        { path: 'manifest.json', bytes },
        { path: 'c', bytes: '{"rootfs":{"diff_ids":{}}}' },
      ]),
    )
  })

  it('reads an index of any shape without fault', async () => {
    await fc.assert(
      fc.asyncProperty(fc.json(), fc.json(), async (index, manifest) => {
        const entry = blob(manifest)
        const members = [{ path: 'index.json', bytes: index }, entry, indexJson([{ digest: entry.digest }])]
        await read(await tarOf(members))
        await read(await tarOf(members.slice(0, 2)))
      }),
      { numRuns: 100 },
    )
  })
})
