import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { problemOf } from '../../src/problem.js'
import { parseImageName } from '../../src/sources/engine/image/image-name.js'
import { parseSourceReference } from '../../src/sources/resolve/source-reference.js'
import { resolveReference } from '../../src/sources/resolve.js'
import { configOf, json, layerTar, sha256, tarOf } from './build-archive.js'
import { collectBlobs } from './collect.js'

describe('references', () => {
  it.each([
    ['-', { kind: 'stdin' }],
    ['docker-archive:-', { kind: 'stdin' }],
    ['docker:alpine', { kind: 'image', name: 'alpine', isNamed: true }],
    ['docker:./x.tar', { kind: 'image', name: './x.tar', isNamed: true }],
    ['docker-archive:image', { kind: 'archive', path: 'image', isNamed: true }],
    ['oci-archive:image.tar', { kind: 'archive', path: 'image.tar', isNamed: true }],
    ['./image', { kind: 'archive', path: './image', isNamed: false }],
    ['../image', { kind: 'archive', path: '../image', isNamed: false }],
    ['/tmp/image', { kind: 'archive', path: '/tmp/image', isNamed: false }],
    ['image.tar', { kind: 'archive', path: 'image.tar', isNamed: false }],
    ['dir/image.tar.gz', { kind: 'archive', path: 'dir/image.tar.gz', isNamed: false }],
    ['image.tgz', { kind: 'archive', path: 'image.tgz', isNamed: false }],
    ['alpine', { kind: 'image', name: 'alpine', isNamed: false }],
    ['alpine:3.20', { kind: 'image', name: 'alpine:3.20', isNamed: false }],
    ['localhost:5000/app', { kind: 'image', name: 'localhost:5000/app', isNamed: false }],
    ['.hidden', { kind: 'image', name: '.hidden', isNamed: false }],
    ['registry:ghcr.io/a/b', { kind: 'unsupported', scheme: 'registry' }],
    ['podman:a', { kind: 'unsupported', scheme: 'podman' }],
    ['oci-dir:a', { kind: 'unsupported', scheme: 'oci-dir' }],
  ])('%s', (reference, expected) => {
    expect(parseSourceReference(reference)).toEqual(expected)
  })
})

describe('image names', () => {
  const digest = `sha256:${'0'.repeat(64)}`
  it.each([
    ['alpine', 'docker.io', 'alpine', 'latest'],
    ['alpine:3.20', 'docker.io', 'alpine', '3.20'],
    ['library/alpine', 'docker.io', 'library/alpine', 'latest'],
    ['localhost:5000/app', 'localhost:5000', 'localhost:5000/app', 'latest'],
    ['localhost/app:1', 'localhost', 'localhost/app', '1'],
    ['ghcr.io/a/b_c/d-e.f:V1', 'ghcr.io', 'ghcr.io/a/b_c/d-e.f', 'V1'],
    ['[::1]:5000/a', '[::1]:5000', '[::1]:5000/a', 'latest'],
    [`alpine@${digest}`, 'docker.io', 'alpine', 'latest'],
    [`ghcr.io/a:1@${digest}`, 'ghcr.io', 'ghcr.io/a', '1'],
    ['0123456789ab', 'docker.io', '0123456789ab', 'latest'],
  ])('%s', (given, registry, repository, tag) => {
    const parsed = parseImageName(given)
    expect(parsed).toMatchObject({ given, registry, repository, tag, isId: false })
    expect(parsed?.digest).toBe(given.includes('@') ? digest : undefined)
  })

  it('ids', () => expect(parseImageName(digest)).toMatchObject({ isId: true }))

  it.each([
    '',
    'Alpine',
    'a b',
    'a?b',
    'a/../b',
    'a//b',
    '/a',
    'a:',
    'a:b:c',
    'a@sha256:12',
    '../a',
    'a%2fb',
    'a\nb',
    '-a',
    `a${'b'.repeat(300)}`,
  ])('not %j', (given) => expect(parseImageName(given)).toBeUndefined())
})

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
    env: { DOCKER_HOST: `unix://${folder}/gone.sock`, HOME: folder },
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
    ['registry:ghcr.io/a/b', 'usage', /^registry: is not supported yet$/],
    ['podman:a', 'usage', /^podman: is not supported yet$/],
    ['oci-dir:a', 'usage', /^oci-dir: is not supported yet$/],
    ['Not A Name', 'usage', /^Not A Name is no image name$/],
    ['absent.tar', 'archive-not-found', /^absent\.tar cannot be read: there is no such file$/],
  ])('%s is a problem', async (reference, code, message) => {
    const told = await problem(reference)
    expect(told.code).toBe(code)
    expect(told.message).toMatch(message)
    expect(told.hint).toBeTruthy()
  })
})
