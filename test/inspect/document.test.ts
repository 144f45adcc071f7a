import { describe, expect, it } from 'vitest'
import type { Detector } from '../../src/detect/detector.js'
import { inspectDocument } from '../../src/inspect/document.js'
import { expandTemplate } from '../../src/signatures/expand.js'

const detector: Detector = {
  inText: () => [],
  openStream: () => {
    throw new Error('not asked for')
  },
}
const pw = `q${expandTemplate('{base62:13}', 'document')}7`
const json = (exposure: 'annotation' | 'attestation' | 'build-cache' | 'config', value: unknown) =>
  inspectDocument({ exposure, name: 'doc', content: { kind: 'json', value } }, detector).map((one) => [
    one.exposure,
    one.key,
    one.secret,
    one.unit,
  ])

describe('inspectDocument', () => {
  it('reads a provenance field by field', () => {
    const dockerfile = Buffer.from(`FROM scratch\nENV DB_PASSWORD=${pw}\nRUN curl \\\n  -u a:${pw} x\n`).toString(
      'base64',
    )
    const value = {
      request: { args: { 'build-arg:DB_PASSWORD': pw, 'build-arg:MODE': 'x' } },
      llb: [
        {
          Op: {
            exec: { meta: { args: ['/bin/sh', '-c', `curl -u a:${pw} x`], env: ['PATH=/bin', `DB_PASSWORD=${pw}`] } },
          },
        },
      ],
      source: { infos: [{ filename: 'Dockerfile', data: dockerfile }] },
    }
    expect(json('attestation', value)).toEqual([
      ['attestation', 'DB_PASSWORD', pw, 'request.args["build-arg:DB_PASSWORD"]'],
      ['attestation', 'llb[0].Op.exec.meta.args[2]', pw, 'llb[0].Op.exec.meta.args[2]'],
      ['attestation', 'DB_PASSWORD', pw, 'llb[0].Op.exec.meta.env[1]'],
      ['attestation', 'DB_PASSWORD', pw, 'source.infos[0].data'],
      ['attestation', '-u', pw, 'source.infos[0].data'],
    ])
  })

  it('judges annotations by their names', () => {
    expect(
      json('annotation', { annotations: { 'com.corp.db-password': pw, 'org.opencontainers.image.version': '1.2.3' } }),
    ).toEqual([['annotation', 'com.corp.db-password', pw, 'annotations["com.corp.db-password"]']])
  })

  it.each([
    [`[stage-0 2/3] RUN curl -u a:${pw} https://example.org`],
    [`mount / from exec /bin/sh -c curl -u a:${pw} https://example.org`],
    [`[build 4/9] RUN --mount=type=cache,target=/x curl -u a:${pw} https://example.org`],
    [`curl -u a:${pw} https://example.org`],
  ])('reads the build-cache record %s', (text) => {
    const found = inspectDocument({ exposure: 'build-cache', name: 'id', content: { kind: 'text', text } }, detector)
    expect(found.map((one) => [one.exposure, one.secret, one.unit, text.slice(one.start, one.end)])).toEqual([
      ['build-cache', pw, 'id', pw],
    ])
    expect(json('build-cache', [{ ID: 'x', Type: 'regular', Description: text }])).toEqual([
      ['build-cache', 'Description', pw, '[0].Description'],
    ])
  })

  it('says nothing about ordinary build-cache records', () => {
    for (const text of [
      'pulled from docker.io/library/alpine:3.20',
      'local source for context',
      '[1/2] FROM docker.io/library/alpine',
    ])
      expect(
        inspectDocument({ exposure: 'build-cache', name: 'id', content: { kind: 'text', text } }, detector),
      ).toEqual([])
  })

  it('reads an image config that nothing names as a config', () => {
    expect(
      json('config', { id: 'a', config: { Env: [`DB_PASSWORD=${pw}`] }, history: [{ created_by: `ARG TOKEN=${pw}` }] }),
    ).toEqual([
      ['config', 'DB_PASSWORD', pw, 'config.Env[0]'],
      ['config', 'TOKEN', pw, 'history[0].created_by'],
    ])
  })
})
