import { execFileSync } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { problemOf } from '../../../src/problem.js'
import { blob, configOf, indexJson, json, layerTar, type Member, ociImage, sha256 } from '../build-archive.js'
import { readFolder, readMembers, writeLayout } from './layout-folder.js'

describe('a folder that was made against its reader', () => {
  let layer: Buffer
  let outside: string
  beforeAll(async () => {
    layer = await layerTar('etc/a', 'a')
    outside = await mkdtemp(join(tmpdir(), 'jetsam-outside-'))
    await writeFile(join(outside, 'layer'), layer)
    await writeFile(join(outside, 'index.json'), json({ schemaVersion: 2, manifests: [] }))
  })
  afterAll(() => rm(outside, { recursive: true, force: true }))
  const image = () => ociImage([layer], configOf([layer]))
  const path = () => `blobs/sha256/${sha256(layer)}`
  const members = (...instead: Member[]) => [
    ...image().members.filter((member) => member.path !== path()),
    indexJson([image().descriptor]),
    ...instead,
  ]

  it('links that lead out of it are not followed, and told', async () => {
    const { blobs, gaps, problems } = await readMembers(members({ path: path(), symlink: join(outside, 'layer') }))
    expect(blobs.size).toBe(0)
    expect(gaps).toEqual([
      { kind: 'unread', where: path(), reason: `${path()} is a link out of the folder, and is not followed` },
    ])
    expect(problems).toMatchObject([{ code: 'layer-missing' }])
  })

  it('nor is a folder that is such a link, nor the index', async () => {
    const folder = await writeLayout([{ path: 'blobs', symlink: outside }, indexJson([image().descriptor])])
    const { blobs, problems } = await readFolder(folder)
    expect(blobs.size).toBe(0)
    expect(problems).toMatchObject([{ code: 'archive-corrupt' }])
    const index = await writeLayout([{ path: 'index.json', symlink: join(outside, 'index.json') }])
    await expect(readFolder(index)).rejects.toThrow(/no index\.json/)
    await rm(folder, { recursive: true })
    await rm(index, { recursive: true })
  })

  it('links that stay in it are followed', async () => {
    const { blobs, gaps, problems } = await readMembers(
      members({ path: 'store/layer', bytes: layer }, { path: path(), symlink: '../../store/layer' }),
    )
    expect([gaps, problems]).toEqual([[], []])
    expect(blobs.get(path())?.bytes).toEqual(layer)
  })

  it('a pipe is not waited for', async () => {
    const folder = await writeLayout(members({ path: 'blobs/sha256/x', bytes: '' }))
    execFileSync('mkfifo', [join(folder, path())])
    const { gaps, problems } = await readFolder(folder)
    expect(gaps).toMatchObject([{ kind: 'unread', reason: `${path()} is no plain file` }])
    expect(problems).toMatchObject([{ code: 'layer-missing' }])
    await rm(folder, { recursive: true })
  })

  it('other bytes than a name says are told, and read', async () => {
    const forged = await layerTar('etc/a', 'b')
    const { blobs, problems } = await readMembers(members({ path: path(), bytes: forged }))
    expect(problems).toMatchObject([{ code: 'layer-corrupt', message: expect.stringContaining(path()) }])
    expect(blobs.get(path())?.bytes).toEqual(forged)
  })

  it('another size than a manifest says is told', async () => {
    const descriptor = {
      mediaType: 'application/vnd.oci.image.layer.v1.tar',
      digest: blob(layer).digest,
      size: layer.length - 1,
    }
    const wrong = ociImage([layer], configOf([layer]), { manifest: { layers: [descriptor] } })
    const { problems } = await readMembers([...wrong.members, indexJson([wrong.descriptor])])
    expect(problems).toMatchObject([
      { code: 'archive-corrupt', message: expect.stringMatching(/another size .*sha256:/) },
    ])
  })

  it('more files than are kept are told', async () => {
    const many = Array.from({ length: 20 }, (_, i) => ({ path: `blobs/sha256/f${i}`, bytes: 'x' }))
    const { gaps } = await readMembers(members({ path: path(), bytes: layer }, ...many), { limits: { names: 10 } })
    expect(gaps).toMatchObject([{ kind: 'limit', reason: expect.stringContaining('too many') }])
  })

  it('an index of nothing is told', async () => {
    const { problems } = await readMembers([indexJson([]), { path: 'oci-layout', bytes: '{}' }])
    expect(problems).toMatchObject([{ code: 'archive-no-manifest' }])
  })

  it('documents of any shape end in a result', async () => {
    const digests = [blob('{}').digest, image().digest, image().id]
    const descriptor = fc.record(
      {
        digest: fc.oneof(fc.constantFrom(...digests), fc.string()),
        size: fc.anything(),
        platform: fc.anything(),
        annotations: fc.anything(),
      },
      { requiredKeys: [] },
    )
    const index = fc.oneof(
      fc.json(),
      fc.record({ manifests: fc.array(fc.oneof(descriptor, fc.anything())) }).map((value) => json(value)),
    )
    await fc.assert(
      fc.asyncProperty(index, async (text) => {
        const run = readMembers([...image().members, blob('{}'), { path: 'index.json', bytes: text }])
        const code = await run.then(
          () => 'read',
          (error: unknown) => problemOf(error).code,
        )
        expect(['read', 'archive-no-manifest']).toContain(code)
      }),
      { numRuns: 30 },
    )
  })
})
