import { expect, it } from 'vitest'
import { expectPlanted, expectSilent, madeUp, placeholders, readFile } from '../reading.js'

const secret = madeUp('yarnrc')
const encoded = Buffer.from(`ci:${secret}`).toString('base64')

it.each([
  ['npmAuthToken: @@\n', secret, 'package-registry-token', 'npmAuthToken'],
  ['npmScopes:\n  acme:\n    npmAuthToken: "@@"\n', secret, 'package-registry-token', 'npmScopes.acme.npmAuthToken'],
  [
    "npmRegistries:\n  //npm.example:\n    npmAuthIdent: '@@'\n",
    encoded,
    'package-registry-password',
    'npmRegistries.//npm.example.npmAuthIdent',
  ],
  ['npmAuthIdent: ci:@@ # note\n', secret, 'package-registry-password', 'npmAuthIdent'],
])('finds the credentials of %s', (file, raw, signature, key) => {
  expectPlanted({ path: 'app/.yarnrc.yml', file, secret, raw, signature, key })
})

it('leaves placeholders and broken files alone', () => {
  expectSilent('.yarnrc.yml', 'npmAuthToken: "@@"\n', placeholders)
  expect(readFile('.yarnrc.yml', 'npmAuthToken: {\n  [[[')).toEqual([])
})
