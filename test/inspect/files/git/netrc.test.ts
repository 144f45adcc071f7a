import { expect, it } from 'vitest'
import { expectPlanted, expectSilent, madeUp, placeholders, readFile } from '../reading.js'

const secret = madeUp('netrc')

it.each([
  ['root/.netrc', 'machine git.example login ci password @@\n', 'git.example'],
  ['root/_netrc', 'machine git.example\r\n\tlogin ci\r\n\tpassword @@\r\n', 'git.example'],
  ['etc/apt/auth.conf', 'machine git.example login ci password @@\n', 'git.example'],
  ['etc/apt/auth.conf.d/90acme.conf', 'machine git.example login ci password @@\n', 'git.example'],
  ['.netrc', '# note\ndefault login ci password "@@"\n', 'default'],
  ['.netrc', 'machine a login b\nmacdef x\npassword wrong\n\nmachine c login d password @@', 'c'],
])('finds the password of %s: %j', (path, file, key) => {
  expectPlanted({ path, file, secret, signature: 'netrc-password', key })
})

it('leaves placeholders and macros alone', () => {
  expectSilent('.netrc', 'machine a login b password @@\n', placeholders)
  expect(readFile('.netrc', `machine a login b\nmacdef up\nquote password ${secret}\n`)).toEqual([])
  expect(readFile('.netrc', 'machine a login b password')).toEqual([])
})
