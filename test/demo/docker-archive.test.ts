import { createHash } from 'node:crypto'
import { extract } from 'tar-stream'
import { describe, expect, it } from 'vitest'
import { dockerArchive } from '../../src/demo/docker-archive.js'
import { leakyImage } from '../../src/demo/leaky-image.js'
import { tarOf } from '../../src/demo/ustar.js'

/** The archive's entries as another program reads them. */
async function untar(archive: Buffer): Promise<Map<string, { body: Buffer; type: string; mode: number }>> {
  const entries = new Map<string, { body: Buffer; type: string; mode: number }>()
  const reader = extract()
  reader.end(archive)
  for await (const entry of reader) {
    const parts: Buffer[] = []
    for await (const part of entry) parts.push(part as Buffer)
    const { name, type, mode } = entry.header
    entries.set(name, { body: Buffer.concat(parts), type: type ?? '', mode: mode ?? 0 })
  }
  return entries
}

describe('tarOf', () => {
  it('writes files and folders that other programs read', async () => {
    const entries = await untar(
      tarOf([{ path: 'dir/' }, { path: 'dir/a', body: 'x'.repeat(512), mode: 0o600 }, { path: 'empty', body: '' }]),
    )
    expect(entries.get('dir/')).toMatchObject({ type: 'directory', mode: 0o755 })
    expect(entries.get('dir/a')).toMatchObject({ type: 'file', mode: 0o600, body: Buffer.from('x'.repeat(512)) })
    expect(entries.get('empty')?.body).toHaveLength(0)
  })

  it('refuses a path that a header cannot hold', () => {
    expect(() => tarOf([{ path: 'a'.repeat(101), body: '' }])).toThrow(RangeError)
  })
})

describe('the demonstration image', () => {
  const image = leakyImage('seed')

  it('is an archive whose names and digests fit together', async () => {
    const entries = await untar(dockerArchive(image))
    const [manifest] = JSON.parse(String(entries.get('manifest.json')?.body))
    const config = JSON.parse(String(entries.get(manifest.Config)?.body))
    const digests = manifest.Layers.map((path: string) => {
      const layer = entries.get(path)?.body ?? Buffer.alloc(0)
      return `sha256:${createHash('sha256').update(layer).digest('hex')}`
    })
    expect(config.rootfs.diff_ids).toEqual(digests)
    const rows = config.history.filter((row: { empty_layer?: boolean }) => !row.empty_layer)
    expect(rows).toHaveLength(digests.length)
  })

  it('is the same for the same seed, and another for another', () => {
    expect(dockerArchive(leakyImage('seed'))).toEqual(dockerArchive(image))
    expect(dockerArchive(leakyImage('other'))).not.toEqual(dockerArchive(image))
  })
})
