import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { problemOf } from '../../src/problem.js'
import { resolveReference } from '../../src/sources/resolve.js'
import { configOf, json, layerTar, sha256, tarOf } from './build-archive.js'
import { collectBlobs } from './collect.js'

describe('resolveReference', () => {
  let folder: string
  let archive: Buffer
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'jetsam-resolve-'))
    const layer = await layerTar('a', 'a')
    const config = configOf([layer])
    archive = await tarOf([
      { path: 'l/layer.tar', bytes: layer },
      { path: `${sha256(config)}.json`, bytes: config },
      { path: 'manifest.json', bytes: json([{ Config: `${sha256(config)}.json`, Layers: ['l/layer.tar'] }]) },
    ])
    await writeFile(join(folder, 'image.tar'), archive)
    await writeFile(join(folder, 'app'), archive)
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  const options = () => ({
    env: {
      DOCKER_HOST: `unix://${folder}/gone.sock`,
      CONTAINER_HOST: `unix://${folder}/gone.sock`,
      HOME: folder,
    },
    cwd: folder,
    pull: 'never' as const,
    stdin: Readable.from([archive]),
  })
  const problem = async (reference: string) => {
    const error = await resolveReference(reference, options()).then(
      () => undefined,
      (thrown: unknown) => thrown,
    )
    return problemOf(error)
  }

  it.each(['image.tar', './app', 'docker-archive:app', '-'])('opens %s', async (reference) => {
    const source = await resolveReference(reference, options())
    const { reader, blobs } = collectBlobs()
    const { images, problems } = await source.read(reader)
    expect(images).toMatchObject([{ reference: reference === '-' ? 'standard input' : reference }])
    expect(problems).toEqual([])
    expect(blobs.size).toBe(1)
  })

  it('never takes a file for an image, but says that it is there', async () => {
    const { code, message, hint } = await problem('app')
    expect(code).toBe('engine-unreachable')
    expect(message).toMatch(/DOCKER_HOST: unix:.*gone\.sock: there is no such socket/)
    expect(hint).toBe('there is a file of that name: docker-archive:app scans it')
    expect((await problem('docker:app')).hint).not.toMatch(/docker-archive:app/)
  })

  it.each([
    ['registry:127.0.0.1:1/a/b', 'registry-unreachable', /^the registry 127\.0\.0\.1:1 cannot be reached: /],
    [
      'podman:a',
      'engine-unreachable',
      /^no Podman answers \(CONTAINER_HOST: unix:.*gone\.sock: there is no such socket\)$/,
    ],
    ['oci-dir:a', 'archive-not-found', /^oci-dir:a cannot be read: there is no such folder$/],
    ['oci-dir:app', 'archive-not-found', /^oci-dir:app cannot be read: it is no folder$/],
    ['Not A Name', 'usage', /Not A Name/],
    ['absent.tar', 'archive-not-found', /^absent\.tar cannot be read: there is no such file$/],
  ])('%s is a problem', async (reference, code, message) => {
    const told = await problem(reference)
    expect(told.code).toBe(code)
    expect(told.message).toMatch(message)
    expect(told.hint).toBeTruthy()
  })
})
