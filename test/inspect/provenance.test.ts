import { describe, expect, it } from 'vitest'
import { createDetector } from '../../src/detect/create-detector.js'
import { inspectDocument } from '../../src/inspect/document.js'
import { expandTemplate } from '../../src/signatures/expand.js'
import { readSignatureTable } from '../../src/signatures/read-table.js'

const weak = (name: string) => expandTemplate('{[k-n]:3}{[a-z]:4}{digits:2}', `provenance ${name}`)
const token = (name: string) => expandTemplate('ghp_{base62:30}{crc32:6}', `provenance ${name}`)
/** Go cannot parse a URL with such a password, so BuildKit does not hide it. */
const unparsed = `${weak('vcs')}#${weak('rest')}`

const step = {
  op: {
    Op: {
      exec: {
        meta: {
          args: ['/bin/sh', '-c', `curl -u ci:${weak('command')} https://x.example`],
          env: ['PATH=/bin', `DB_PASSWORD=${weak('env')}`],
          proxy_env: { http_proxy: `http://u:${weak('proxy')}@p.example:3128` },
        },
        mounts: [{ secretOpt: { ID: 'npm_token' } }],
        secretenv: [{ ID: 'npm_token', name: 'NPM_TOKEN' }],
      },
    },
  },
}
const source = {
  op: {
    Op: {
      source: {
        identifier: `https://u:${weak('source')}@h.example/x.tgz`,
        attrs: { 'http.header.Authorization': `Bearer ${token('header')}` },
      },
    },
  },
}
const request = {
  frontend: 'dockerfile.v0',
  args: {
    'build-arg:DB_PASSWORD': weak('argument'),
    'label:deploy.password': weak('label'),
    context: `https://git:${weak('context')}@h.example/r.git`,
    'vcs:source': `https://ci:${weak('argument vcs')}@h.example/r.git`,
  },
  secrets: [{ id: 'db_password' }],
}
const dockerfile = `FROM a\nENV X_PASSWORD=${weak('dockerfile')}\n`
const metadata = {
  vcs: { source: `https://ci:${unparsed}@h.example/r`, revision: 'a'.repeat(40) },
  source: { infos: [{ filename: 'Dockerfile', data: Buffer.from(dockerfile).toString('base64') }] },
}
const materials = [
  { uri: `https://u:${weak('material')}@h.example/x.git#main`, digest: { sha1: 'b'.repeat(40) } },
  { uri: `https://h.example/x?access_token=${token('query')}`, digest: { sha256: 'a'.repeat(64) } },
]
const definition = { llbDefinition: [step, source] }

const statements = {
  'SLSA 1': {
    statement: {
      predicate: {
        buildDefinition: {
          externalParameters: { request },
          internalParameters: { buildConfig: definition },
          resolvedDependencies: materials,
        },
        runDetails: { metadata: { buildkit_metadata: metadata } },
      },
    },
    paths: {
      request: 'predicate.buildDefinition.externalParameters.request',
      llb: 'predicate.buildDefinition.internalParameters.buildConfig.llbDefinition',
      materials: 'predicate.buildDefinition.resolvedDependencies',
      metadata: 'predicate.runDetails.metadata.buildkit_metadata',
    },
  },
  'SLSA 0.2': {
    statement: {
      predicate: {
        invocation: { parameters: request },
        buildConfig: definition,
        materials,
        metadata: { 'https://mobyproject.org/buildkit@v1#metadata': metadata },
      },
    },
    paths: {
      request: 'predicate.invocation.parameters',
      llb: 'predicate.buildConfig.llbDefinition',
      materials: 'predicate.materials',
      metadata: 'predicate.metadata["https://mobyproject.org/buildkit@v1#metadata"]',
    },
  },
}

describe.each(Object.entries(statements))('provenance of %s', (_, { statement, paths: at }) => {
  const detector = createDetector(readSignatureTable())
  const sightings = async () =>
    inspectDocument({ exposure: 'attestation', name: 'x', content: { kind: 'json', value: statement } }, await detector)

  it.each<[string, string, string, string]>([
    ['a build argument', weak('argument'), 'DB_PASSWORD', `${at.request}.args["build-arg:DB_PASSWORD"]`],
    ['a label', weak('label'), 'label:deploy.password', `${at.request}.args["label:deploy.password"]`],
    ['the context', weak('context'), 'context', `${at.request}.args.context`],
    ['the repository as an argument', weak('argument vcs'), 'vcs:source', `${at.request}.args["vcs:source"]`],
    ['a variable', weak('env'), 'DB_PASSWORD', `${at.llb}[0].op.Op.exec.meta.env[1]`],
    ['a command', weak('command'), `${at.llb}[0].op.Op.exec.meta.args[2]`, `${at.llb}[0].op.Op.exec.meta.args[2]`],
    ['a proxy', weak('proxy'), 'http_proxy', `${at.llb}[0].op.Op.exec.meta.proxy_env.http_proxy`],
    ['what is fetched', weak('source'), 'identifier', `${at.llb}[1].op.Op.source.identifier`],
    [
      'a header',
      token('header'),
      'http.header.Authorization',
      `${at.llb}[1].op.Op.source.attrs["http.header.Authorization"]`,
    ],
    ['a material', weak('material'), 'uri', `${at.materials}[0].uri`],
    ["a material's query", token('query'), 'uri', `${at.materials}[1].uri`],
    ['the repository', unparsed, 'source', `${at.metadata}.vcs.source`],
    ['the Dockerfile', weak('dockerfile'), 'X_PASSWORD', `${at.metadata}.source.infos[0].data`],
  ])('tells key and field of %s', async (_, secret, key, field) => {
    const found = (await sightings()).filter((one) => one.secret === secret)
    expect(found.map((one) => [one.exposure, one.key, one.unit])).toContainEqual(['attestation', key, field])
  })

  it('is silent about ids of secrets and revisions', async () => {
    const quiet = (await sightings()).filter(({ unit }) => /secret|revision|digest/i.test(unit))
    expect(quiet).toEqual([])
  })
})
