import { execFileSync } from 'node:child_process'
import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { type Scanned, scan } from '../../engine/harness/scan.js'
import { tarOf } from '../../sources/build-archive.js'
import { writeLayout } from '../../sources/layout/layout-folder.js'
import {
  dockerMediaTypes,
  estargz,
  type Form,
  indexCache,
  kaniko,
  rareCompressions,
  token,
  twoImages,
  twoPlatforms,
} from './forms.js'

const folders: string[] = []
afterEach(() => Promise.all(folders.splice(0).map((folder) => rm(folder, { recursive: true, force: true }))))

/** The form as a folder and as a tar; the forms of Docker's archives are no folders. */
async function written({ members }: Form): Promise<{ folder: string; tar: string }> {
  const folder = await writeLayout(members)
  const home = await writeLayout([])
  folders.push(folder, home)
  const tar = join(home, 'image.tar')
  await writeFile(tar, await tarOf(members))
  return { folder, tar }
}

function expectAll({ report, code, stderr }: Scanned, { tokens }: Form): void {
  const found = report.findings.map(({ secret, occurrences }) => [
    secret.value,
    occurrences.map(({ exposure, path, key }) => `${exposure} ${path ?? key}`),
  ])
  const expected = Object.entries(tokens).map(([name, place]) => [token(name), expect.arrayContaining([place])])
  const order = (list: unknown[][]) => list.sort(([a], [b]) => (String(a) < String(b) ? -1 : 1))
  expect(order(found)).toEqual(order(expected))
  expect([report.coverage.complete, report.coverage.gaps, code, stderr]).toEqual([true, [], 1, ''])
}

describe.each([
  ["Docker's media types", dockerMediaTypes],
  ['eStargz', estargz],
  ['layers stored as xz and bzip2', rareCompressions],
  ['a build cache as an index', indexCache],
  ['two images', twoImages],
  ['two platforms and an older attestation', twoPlatforms],
])('%s', (_, make) => {
  it('is read in a folder, in a tar, and in a tar of which nothing is known', async () => {
    const form = await make()
    const { folder, tar } = await written(form)
    for (const reference of [`oci-dir:${folder}`, `oci-archive:${tar}`, tar])
      expectAll(await scan([reference, '--no-cache', '--platform', 'all']), form)
  })
})

describe("Kaniko's archive", () => {
  it('is read', async () => {
    const form = await kaniko()
    const { tar } = await written(form)
    for (const reference of [`docker-archive:${tar}`, tar]) {
      const scanned = await scan([reference, '--no-cache'])
      expectAll(scanned, form)
      expect(scanned.report.images).toMatchObject([
        { tags: ['registry.example/app:1'], layers: [{ instruction: 'COPY . /' }, { instruction: 'RUN make' }] },
      ])
    }
  })
})

it.each(['xz', 'bzip2', 'gzip'])('an archive that is packed whole with %s is read', async (program) => {
  const form = await kaniko()
  const { tar } = await written(form)
  const packed = `${tar}.${program}`
  await writeFile(packed, execFileSync(program, ['-c'], { input: await readFile(tar) }))
  expectAll(await scan([`docker-archive:${packed}`, '--no-cache']), form)
})

it('one of two images is chosen by its tag, one of two platforms by its name', async () => {
  const [images, platforms] = [await written(await twoImages()), await written(await twoPlatforms())]
  const found = ({ report }: Scanned) => report.findings.map(({ secret }) => secret.value).sort()
  const tokens = (...names: string[]) => names.map(token).sort()
  expect(found(await scan([`oci-dir:${images.folder}:v2`, '--no-cache']))).toEqual(tokens('shared', 'two'))
  const arm = await scan([`oci-archive:${platforms.tar}`, '--no-cache', '--platform', 'linux/arm64'])
  expect(found(arm)).toEqual(tokens('shared', 'arm'))
})
