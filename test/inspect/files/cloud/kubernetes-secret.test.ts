import { expect, it } from 'vitest'
import { expandTemplate } from '../../../../src/signatures/expand.js'
import { expectPlanted, expectSilent, madeUp, readFile } from '../reading.js'

const secret = madeUp('secret')
const base64 = (text: string) => Buffer.from(text).toString('base64')
const manifest = (rest: string) => `kind: ConfigMap\n---\napiVersion: v1\nkind: Secret\nmetadata:\n  name: db\n${rest}`

it.each([
  ['data', 'app/secret.yaml', manifest('data:\n  pw: @@\n'), base64(secret), 'db.pw'],
  ['data with a line end', 'app/secret.yml', manifest('data: {pw: "@@"}\n'), base64(`${secret}\n`), 'db.pw'],
  ['stringData', 'app/x.yaml', manifest('stringData:\n  pw: "@@"\n'), secret, 'db.pw'],
  [
    'a list',
    'app/x.yaml',
    'kind: List\nitems:\n- kind: Secret\n  metadata: {name: a}\n  stringData: {pw: @@}\n',
    secret,
    'a.pw',
  ],
])('finds a value of %s', (_what, path, file, raw, key) => {
  expectPlanted({ path, file, secret, raw, signature: 'kubernetes-secret', key })
})

it('looks into the credentials of registries', () => {
  const raw = base64(JSON.stringify({ auths: { 'r.example': { auth: base64(`ci:${secret}`) } } }))
  const file = manifest('data:\n  .dockerconfigjson: @@\n')
  const found = expectPlanted({
    path: 'secret.yaml',
    file,
    secret,
    raw,
    signature: 'container-registry-password',
    key: 'auths.r.example.auth',
  })
  expect(found.via).toEqual(['base64', 'base64'])
})

it('finds a private key', () => {
  const raw = base64(expandTemplate('{pem:PRIVATE KEY}', 'secret'))
  const found = readFile('secret.yaml', manifest(`data:\n  tls.crt: eA==\n  tls.key: ${raw}\n`))
  expect(found).toMatchObject([{ signature: 'kubernetes-secret', key: 'db.tls.key', confidence: 'proven' }])
})

it('leaves placeholders, public entries and templates alone', () => {
  expectSilent('secret.yaml', manifest('stringData:\n  pw: "@@"\n'), [
    '',
    'changeme',
    '{{ .Values.password }}',
    '<password>',
  ])
  expect(
    readFile('secret.yaml', manifest(`data:\n  username: ${base64('admin-user')}\n  namespace: ${base64('x1y2z3')}\n`)),
  ).toEqual([])
  // As long as base64 may be, and all of its alphabet.
  expectSilent('secret.yaml', manifest('data:\n  pw: @@\n'), ['xxxxxxxxxxxx', base64('changeme')])
  expect(readFile('secret.yaml', `kind: ConfigMap\ndata:\n  pw: ${base64(secret)}\n`)).toEqual([])
})
