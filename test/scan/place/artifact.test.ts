import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { expandTemplate } from '../../../src/signatures/expand.js'
import { blob, indexJson, json, tarOf } from '../../sources/build-archive.js'
import { scanWith } from '../cache/scanning.js'

const folder = mkdtempSync(join(tmpdir(), 'jetsam-artifact-'))
afterAll(() => rmSync(folder, { recursive: true }))
const token = (name: string) => expandTemplate('ghp_{base62:30}{crc32:6}', `artifact ${name}`)

it("tells what is found in an artifact's file by the file's name, masked like any other", async () => {
  const files = [
    { title: 'notes.txt', file: blob(`# notes\nTOKEN=${token('content')}\n`) },
    { title: `${token('title')}.txt`, file: blob(`TOKEN=${token('other')}\n`) },
  ]
  const layers = files.map(({ title, file }) => ({
    mediaType: 'text/plain',
    digest: file.digest,
    annotations: { 'org.opencontainers.image.title': title },
  }))
  const config = { mediaType: 'application/vnd.oci.empty.v1+json', digest: blob('{}').digest }
  const manifest = blob(json({ schemaVersion: 2, artifactType: 'application/vnd.example', config, layers }))
  const path = join(folder, 'artifact.tar')
  const members = [...files.map(({ file }) => file), blob('{}'), manifest, indexJson([{ digest: manifest.digest }])]
  writeFileSync(path, await tarOf(members))
  const { report, problems, json: text } = await scanWith([`oci-archive:${path}`])
  expect(problems).toEqual([])
  const places = report.findings.flatMap(({ occurrences }) => occurrences).filter(({ exposure }) => exposure === 'file')
  expect(places.map(({ path, line, layer }) => ({ path, line, layer }))).toEqual(
    expect.arrayContaining([
      { path: 'notes.txt', line: 2, layer: 0 },
      { path: expect.stringMatching(/•+.*\.txt$/), line: 1, layer: 1 },
    ]),
  )
  for (const name of ['content', 'title', 'other']) expect(text).not.toContain(token(name))
})
