import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parsePlatform } from '../../../src/image/platform.js'
import { openArchive } from '../../../src/sources/archive/open-archive.js'
import type { SourceResult } from '../../../src/sources/source.js'
import { sha256 } from '../build-archive.js'
import { type CollectedBlob, collectBlobs } from '../collect.js'

async function readFixture(name: string): Promise<SourceResult & { blobs: Map<string, CollectedBlob> }> {
  const path = join(import.meta.dirname, '../../fixtures', `${name}.tar.gz`)
  const source = await openArchive(path, { reference: `${name}.tar.gz`, hostPlatform: parsePlatform('linux/amd64') })
  const { reader, blobs } = collectBlobs()
  return { ...(await source.read(reader)), blobs }
}

describe('archives that real engines and builders wrote', () => {
  it.each([
    ['docker-save-graph', 'lab/docker-save-graph:1', 4, 4],
    ['docker-save-ctrd', 'lab/docker-save-ctrd:1', 4, 4],
    ['docker-heredoc', 'lab/heredoc:1', 17, 8],
    ['secret-stub-old', 'lab/stub:1', 4, 4],
  ])('%s', async (name, tag, layers, blobs) => {
    const result = await readFixture(name)
    expect(result.problems).toEqual([])
    expect(result.gaps).toEqual([])
    expect(result.notes).toEqual([])
    expect(result.images).toMatchObject([{ tags: [tag], platform: 'linux/amd64', source: 'docker-archive' }])
    const [image] = result.images
    expect(image!.layers).toHaveLength(layers)
    expect(result.blobs.size).toBe(blobs)
    for (const { blob, digest } of image!.layers) {
      expect(`sha256:${sha256(result.blobs.get(blob!)!.bytes)}`).toBe(digest)
    }
    expect(image!.digest).toMatch(/^sha256:[0-9a-f]{64}$/)
  })

  it('the graph-driver store: legacy JSON that nothing names becomes documents', async () => {
    const { documents } = await readFixture('docker-save-graph')
    const legacy = documents.filter((document) => document.exposure === 'config')
    expect(legacy).toHaveLength(4)
    const texts = legacy.map((document) => JSON.stringify(document.content))
    expect(texts.filter((text) => text.includes('"Env"')).length).toBeGreaterThan(0)
  })

  it('the containerd store: the attestation that only index.json leads to belongs to the image', async () => {
    const { documents } = await readFixture('docker-save-ctrd')
    const attestations = documents.filter((document) => document.exposure === 'attestation')
    expect(attestations).toMatchObject([{ image: 0 }])
    expect(JSON.stringify(attestations[0]!.content)).toContain('https://slsa.dev/provenance/')
    expect(documents.filter((document) => document.exposure === 'config')).toEqual([])
  })
})
