import { readFileSync } from 'node:fs'
import { gunzipSync, gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { expandTemplate } from '../../src/signatures/expand.js'
import { scanFile, token } from '../scan/layer/unwrap/scan-file.js'
import { writeZip } from '../unwrap/zip/write-zip.js'

const secret = token('image')
const password = expandTemplate('{base62:6}!{base62:7}', 'image')
const id = 'ab'.repeat(32)
const config = {
  architecture: 'amd64',
  config: { Env: ['PATH=/bin', `API_TOKEN=${secret}`], Labels: { 'a b': `é "${secret}` } },
  history: [
    { created_by: 'FROM scratch' },
    { created_by: `RUN |1 DB_PASSWORD=${password} /bin/sh -c echo "a" # buildkit` },
  ],
  rootfs: { type: 'layers', diff_ids: [] },
}
const attestation = {
  _type: 'https://in-toto.io/Statement/v0.1',
  predicateType: 'https://slsa.dev/provenance/v0.2',
  predicate: { invocation: { parameters: { args: { 'build-arg:DB_PASSWORD': password } } } },
}

const found = (value: unknown, path: string) =>
  scanFile(Buffer.from(JSON.stringify(value)), { path }).candidates.map(({ key, secret: told, via }) => [
    key,
    told,
    via?.join(' > '),
  ])

describe('the config of an image inside the image', () => {
  it.each([`${id}.json`, `srv/layout/blobs/sha256/${id}`, `sha256:${id}`, `${id}/json`])(
    '%s is read field by field',
    (path) => {
      expect(found(config, path)).toEqual([
        ['API_TOKEN', secret, 'image:config.Env[1]'],
        ['a b', secret, 'image:config.Labels["a b"]'],
        ['DB_PASSWORD', password, 'image:history[1].created_by'],
      ])
    },
  )

  it('tells where each stands in the file, escapes or not', () => {
    const text = JSON.stringify(config)
    const { candidates } = scanFile(Buffer.from(text), { path: `${id}.json` })
    const bytes = Buffer.from(text).toString('latin1')
    for (const { start, end, column, secret: told } of candidates) {
      expect(bytes.slice(start, end)).toBe(told)
      expect(column).toBe(start + 1)
    }
    expect(candidates).toHaveLength(3)
  })

  it('an attestation', () => {
    expect(found(attestation, `blobs/sha256/${id}`)).toEqual([
      ['DB_PASSWORD', password, 'attestation:predicate.invocation.parameters.args["build-arg:DB_PASSWORD"]'],
    ])
  })

  it('is no other JSON, and none of another name', () => {
    expect(found({ config: { Env: [`API_TOKEN=${secret}`] } }, `${id}.json`)).toEqual([
      [expect.anything(), secret, undefined],
    ])
    expect(found(config, 'package.json').every(([, , via]) => via === undefined)).toBe(true)
  })

  it('damaged: never throws', () => {
    const text = Buffer.from(JSON.stringify(config))
    fc.assert(
      fc.property(fc.nat(text.length - 2), fc.uint8Array({ minLength: 1, maxLength: 4 }), (at, by) => {
        const copy = Buffer.from(text)
        copy.set(by.subarray(0, copy.length - at - 1), at + 1)
        scanFile(copy, { path: `${id}.json` })
      }),
      { numRuns: 200 },
    )
  })
})

/** `docker save` of either image store, with the truth beside it. */
describe.each(['docker-save-graph', 'docker-save-ctrd'])('%s as a file of a layer', (name) => {
  const archive = gunzipSync(readFileSync(new URL(`../fixtures/${name}.tar.gz`, import.meta.url)))
  const steps = (bytes: Buffer) =>
    scanFile(bytes, { path: 'srv/image.tar' }).candidates.map(({ via = [], secret: told }) => ({ via, told }))

  it('its config, history and layers are read as those of an image', () => {
    const all = steps(archive)
    const isIn = (step: RegExp) => all.some(({ via }) => step.test(via.at(-1)!))
    expect(isIn(/^image:config\.Env\[\d+\]$/)).toBe(true)
    expect(isIn(/^image:config\.Labels/)).toBe(true)
    expect(isIn(/^image:history\[\d+\]\.created_by$/)).toBe(true)
    expect(isIn(/^tar:root\/\.npmrc$/)).toBe(true)
    for (const { via } of all) expect(via[0]).toMatch(/^tar:(?:blobs\/sha256\/)?[0-9a-f]{64}/)
  })

  it('compressed, and in a zip, too', () => {
    const deeper = steps(writeZip([{ name: 'image.tar.gz', data: gzipSync(archive) }]))
    const behind = ['zip:image.tar.gz', 'gzip']
    expect(deeper).toEqual(steps(archive).map(({ via, told }) => ({ via: [...behind, ...via], told })))
  })
})
