import { expect, it } from 'vitest'
import { expectPlanted, expectSilent, madeUp, readFile } from '../reading.js'

const secret = madeUp('pip')

it.each([
  ['etc/pip.conf', '[global]\nindex-url = https://u:@@@pypi.example/simple\n', 'global.index-url'],
  [
    'root/.config/pip/pip.conf',
    '[global]\nextra-index-url =\n    https://a.example/\n    https://u:@@@b.example/simple\n',
    'global.extra-index-url',
  ],
  ['pip.ini', '[install]\nfind-links=https://a.example https://u:@@@b.example\r\n', 'install.find-links'],
])('finds the credentials of %s', (path, file, key) => {
  expectPlanted({ path, file, secret, signature: 'package-registry-password', key })
})

it('takes a long user name without password for a token, and decodes percent signs', () => {
  const token = madeUp('pip-token', '{base62:40}')
  const file = '[global]\nindex-url=https://@@@pypi.example/\n'
  expectPlanted({
    path: 'pip.conf',
    file,
    secret: token,
    signature: 'package-registry-password',
    key: 'global.index-url',
  })
  const odd = `${secret}/@`
  expectPlanted({
    path: 'pip.conf',
    file: '[global]\nindex-url=https://u:@@@pypi.example/\n',
    secret: odd,
    raw: encodeURIComponent(odd),
    signature: 'package-registry-password',
    key: 'global.index-url',
  })
})

it('leaves references and plain addresses alone', () => {
  expectSilent('pip.conf', '[global]\nindex-url = https://u:@@@pypi.example/\n', ['', `\${PASSWORD}`, '<password>'])
  expect(readFile('pip.conf', '[global]\nindex-url = https://pypi.example/@x\ntimeout = 60\n')).toEqual([])
})
