import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import type { Report } from '../../../src/findings/finding.js'
import { sealSource } from '../../../src/scan/seal/seal-source.js'
import { createTools } from '../../../src/scan/tools.js'
import { readSignatureTable } from '../../../src/signatures/read-table.js'
import type { SourceResult } from '../../../src/sources/source.js'
import { jetsam } from '../../engine/harness/scan.js'

const archive = fileURLToPath(new URL('../../fixtures/docker-save-ctrd.tar.gz', import.meta.url))

/** Each place as `exposure name line`. */
function linesOf({ findings }: Report): string[] {
  const places = findings.flatMap(({ occurrences }) => occurrences)
  return places.map(({ exposure, key, path, dockerfile }) => {
    expect(dockerfile?.path ?? 'Dockerfile').toBe('Dockerfile')
    return [exposure, path ?? key?.split(/[ .]/).at(-1), dockerfile?.line].join(' ')
  })
}

it('tells the lines of the Dockerfile that the provenance embeds, from the cache, too', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'jetsam-embedded-'))
  const scanned = async () => {
    const ended = await jetsam(['scan', archive, '--format', 'json', '--quiet', '--cache-dir', folder])
    return linesOf(JSON.parse(ended.stdout) as Report)
  }
  const first = await scanned()
  expect(first).toContain('build-arg DB_PASSWORD 3')
  expect(first).toContain('env API_TOKEN 4')
  expect(first).toContain('attestation DB_PASSWORD 3')
  expect(first).toContain('attestation API_TOKEN 4')
  expect(first).toContain('file root/.npmrc 5')
  expect(first).toContain('label token 8')
  expect(await scanned()).toEqual(first)
  await rm(folder, { recursive: true })
})

it('keeps no text of the Dockerfile, and no lines for an image that the provenance is not about', async () => {
  const text = 'FROM scratch\n# a comment of our own\nCOPY a /a\n'
  const infos = [{ filename: 'Dockerfile', data: Buffer.from(text).toString('base64') }]
  const value = { predicate: { runDetails: { metadata: { buildkit_metadata: { source: { infos } } } } } }
  const config = { history: [{ created_by: 'COPY a /a # buildkit' }, { created_by: 'CMD ["/a"]' }] }
  const image = { reference: 'x', source: 'docker', id: '', platform: '', tags: [], config, layers: [] }
  const result: SourceResult = {
    images: [image, image],
    documents: [{ image: 1, exposure: 'attestation', name: 'a', content: { kind: 'json', value } }],
    gaps: [],
    problems: [],
    notes: [],
  }
  const tools = createTools(await readSignatureTable(), { key: randomBytes(32), showSecrets: false })
  const sealed = await sealSource(result, new Map(), tools)
  expect(sealed.images.map(({ dockerfile }) => dockerfile)).toEqual([
    undefined,
    { path: 'Dockerfile', lines: [3, null], base: 'scratch' },
  ])
  expect(JSON.stringify(sealed)).not.toContain('comment of our own')
})
