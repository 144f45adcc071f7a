import { expect, it } from 'vitest'
import { expectPlanted, expectSilent, madeUp, readFile } from '../reading.js'

const secret = madeUp('git-config')
const token = madeUp('git-token', '{base62:40}')
const encoded = Buffer.from(`x-access-token:${secret}`).toString('base64')

it.each([
  [
    'app/.git/config',
    '[remote "origin"]\n\turl = https://ci:@@@git.example/a.git\n',
    secret,
    secret,
    'git-password',
    'remote.origin.url',
  ],
  [
    'app/.git/config',
    '[remote "origin"]\n\turl = https://@@@github.com/a/b\n',
    token,
    token,
    'git-password',
    'remote.origin.url',
  ],
  [
    'app/.git/config',
    '[remote "origin"]\n\turl = https://@@:x-oauth-basic@github.com/a/b\n',
    token,
    token,
    'git-password',
    'remote.origin.url',
  ],
  [
    'src/.git/config',
    '[http "https://github.com/"]\n\textraheader = AUTHORIZATION: basic @@\n',
    secret,
    encoded,
    'git-http-header',
    'http.https://github.com/.extraheader',
  ],
  [
    'root/.gitconfig',
    '[http]\n  extraHeader = "Authorization: Bearer @@"\n',
    secret,
    secret,
    'git-http-header',
    'http.extraHeader',
  ],
  [
    'etc/gitconfig',
    '[url "https://ci:@@@git.example/"]\n\tinsteadOf = https://git.example/\n',
    secret,
    secret,
    'git-password',
    'url',
  ],
  ['root/.gitconfig', '[github]\n\ttoken = @@\n', secret, secret, 'secret-variable', 'github.token'],
])('finds the credentials of %s: %s', (path, file, value, raw, signature, key) => {
  expectPlanted({ path, file, secret: value, raw, signature, key })
})

it('leaves plain remotes alone', () => {
  expectSilent('app/.git/config', '[remote "o"]\n\turl = https://ci:@@@git.example/a\n', ['', `\${TOKEN}`, '<token>'])
  const plain =
    '[core]\n\tbare = false\n[remote "o"]\n\turl = git@github.com:a/b.git\n\tfetch = +refs/heads/*:refs/remotes/o/*\n[user]\n\tsigningkey = 0123456789ABCDEF\n[credential]\n\thelper = store --file /x\n'
  expect(readFile('app/.git/config', plain)).toEqual([])
})
