import { expect, it } from 'vitest'
import { expectPlanted, expectSilent, madeUp, placeholders, readFile } from '../reading.js'

const base64 = (text: string) => Buffer.from(text).toString('base64')
const secret = madeUp('npmrc')

it.each([
  [
    'root/.npmrc',
    '//registry.npmjs.org/:_authToken=@@\n',
    secret,
    'package-registry-token',
    '//registry.npmjs.org/:_authToken',
  ],
  ['.npmrc', 'a=b\r\n  _authToken = "@@" \r\n', secret, 'package-registry-token', '_authToken'],
  ['usr/etc/npmrc', '; note\n_auth=@@', base64(`ci:${secret}`), 'package-registry-password', '_auth'],
  [
    'x/.npmrc',
    '//r.example/:username=ci\n//r.example/:_password=@@\n',
    base64(secret),
    'package-registry-password',
    '//r.example/:_password',
  ],
])('finds the credentials of %s: %s', (path, file, raw, signature, key) => {
  const found = expectPlanted({ path, file, secret, raw, signature, key })
  expect(found.via).toEqual(raw === secret ? undefined : ['base64'])
})

it('leaves placeholders and other settings alone', () => {
  expectSilent('.npmrc', '//registry.npmjs.org/:_authToken=@@\n', [...placeholders, `\${NPM_TOKEN}`])
  expectSilent('.npmrc', '//r.example/:_password=@@\n', [...placeholders, 'your-token-here', 'xxxxxxxxxxxx'])
  expect(readFile('.npmrc', `registry=https://r.example/\nemail=${secret}\n[broken\n=x\n`)).toEqual([])
  expect(readFile('.npmrc', '//registry.npmjs.org/:_authTok')).toEqual([])
})
