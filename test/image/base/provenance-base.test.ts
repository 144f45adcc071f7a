import { describe, expect, it } from 'vitest'
import { baseOfProvenance } from '../../../src/image/base/provenance-base.js'

const digest = 'a'.repeat(64)
const material = (uri: string) => ({ uri, digest: { sha256: digest } })
const debian = material('pkg:docker/debian@12?platform=linux%2Famd64')
const golang = material('pkg:docker/golang@1.26?platform=linux%2Famd64')
const frontend = material('pkg:docker/docker/dockerfile@1')

/** A statement of each version, with a Dockerfile in it where `mode=max` was asked for. */
const statements = (materials: unknown[], dockerfile?: string, target?: string): [string, unknown][] => {
  const infos = dockerfile === undefined ? [] : [{ data: Buffer.from(dockerfile).toString('base64') }]
  const args = target === undefined ? {} : { target }
  const one = {
    buildDefinition: { externalParameters: { request: { args } }, resolvedDependencies: materials },
    runDetails: { metadata: { buildkit_metadata: { source: { infos } } } },
  }
  const old = {
    invocation: { parameters: { args } },
    materials,
    metadata: { 'https://mobyproject.org/buildkit@v1#metadata': { source: { infos } } },
  }
  return [
    ['SLSA 1', { predicate: one }],
    ['SLSA 0.2', { predicate: old }],
  ]
}
const found = { name: 'debian:12', digest: `sha256:${digest}`, by: 'provenance' }

describe.each(['SLSA 1', 'SLSA 0.2'])('the base by provenance of %s', (version) => {
  const of = (...given: Parameters<typeof statements>) => baseOfProvenance(new Map(statements(...given)).get(version))

  it('is the only image that was used, the one that reads the Dockerfile aside', () => {
    expect(of([frontend, debian])).toEqual(found)
  })

  it('is that of the last stage, or of the one that was asked for', () => {
    const dockerfile = 'FROM golang:1.26 AS build\nRUN make\nFROM docker.io/library/debian:12 AS run\nCOPY a b\n'
    expect(of([golang, debian], dockerfile)).toEqual(found)
    expect(of([golang, debian], dockerfile, 'build')).toEqual({ ...found, name: 'golang:1.26' })
  })

  it('is nothing, where the last stage is built on nothing', () => {
    expect(of([golang], 'FROM golang:1.26 AS build\nFROM scratch\nCOPY a b\n')).toBe('scratch')
  })

  it('is not told where there is a doubt', () => {
    expect(of([golang, debian])).toBeUndefined()
    expect(of([golang, debian], 'ARG BASE\nFROM $BASE\n')).toBeUndefined()
    expect(of([golang], 'FROM alpine\n')).toBeUndefined()
  })

  it('has the port of its registry decoded', () => {
    const local = material('pkg:docker/127.0.0.1%3A5000/team/base@1?platform=linux%2Famd64')
    expect(of([local])).toMatchObject({ name: '127.0.0.1:5000/team/base:1' })
  })

  it('is not taken from what is no name', () => {
    expect(of([{ uri: 'pkg:docker/a%20b%0Ac@1', digest: {} }])).toBeUndefined()
    expect(of([{ uri: 'pkg:docker/%E0%A4%A', digest: {} }])).toBeUndefined()
    expect(of([{ uri: 'https://example.org/a.git' }, null, 7])).toBeUndefined()
  })
})
