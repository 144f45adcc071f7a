import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { embeddedDockerfile } from '../../../src/image/dockerfile/provenance.js'

const text = 'FROM scratch AS one\nCOPY a /a\nFROM one\nCOPY b /b\n'
const source = (data = Buffer.from(text).toString('base64')) => ({
  infos: [{ filename: 'build/Dockerfile', data }],
  locations: {
    step0: {},
    step1: { locations: [{ ranges: [{ start: { line: 2 }, end: { line: 2 } }] }] },
    step2: { locations: [{ sourceIndex: 1, ranges: [{ start: { line: 9 } }] }, { ranges: [{ start: { line: 4 } }] }] },
  },
})
const buildConfig = { llbDefinition: [{ id: 'step0' }, { id: 'step2' }, { id: 'step1' }, {}] }
const args = { target: 'one', 'build-arg:A': 'x' }

const version1 = (own = source()) => ({
  predicate: {
    buildDefinition: { externalParameters: { request: { args } }, internalParameters: { buildConfig } },
    runDetails: { metadata: { buildkit_metadata: { source: own } } },
  },
})
const version02 = {
  predicate: {
    invocation: { parameters: { args } },
    buildConfig,
    metadata: { 'https://mobyproject.org/buildkit@v1#metadata': { source: source() } },
  },
}

describe('embeddedDockerfile', () => {
  it.each([
    ['1', version1()],
    ['0.2', version02],
  ])('reads SLSA provenance of version %s', (_, statement) => {
    expect(embeddedDockerfile(statement)).toEqual({
      path: 'build/Dockerfile',
      text,
      target: 'one',
      lineOfStep: [undefined, 4, 2, undefined],
    })
  })

  it.each([
    ['no base64', 'FROM scratch!'],
    ['nothing', ''],
    ['more than a Dockerfile', 'A'.repeat(3 * 1024 * 1024)],
  ])('has none where the data is %s', (_, data) => {
    expect(embeddedDockerfile(version1(source(data)))).toBeUndefined()
  })

  it('never throws, and gives lines only', () => {
    const anything = fc.anything()
    fc.assert(
      fc.property(anything, anything, (own, locations) => {
        const crafted = { ...source(), locations: { step0: locations, step1: own, step2: { locations: [own] } } }
        const { lineOfStep } = embeddedDockerfile(version1(crafted as never))!
        expect(lineOfStep.every((line) => line === undefined || line > 0)).toBe(true)
        embeddedDockerfile(own)
        embeddedDockerfile({ predicate: { runDetails: { metadata: own }, metadata: own, buildDefinition: own } })
      }),
    )
  })
})
