import { it } from 'vitest'
import { expectPlanted, expectSilent, madeUp, placeholders } from '../reading.js'

const secret = madeUp('composer')

it.each([
  [
    'root/.composer/auth.json',
    '{"http-basic":{"repo.example":{"username":"u","password":"@@"}}}',
    'package-registry-password',
    'http-basic.repo.example.password',
  ],
  ['app/auth.json', '{"github-oauth":{"github.com":"@@"}}', 'package-registry-token', 'github-oauth.github.com'],
  [
    'app/auth.json',
    '{"gitlab-token":{"gitlab.example":{"username":"u","token":"@@"}}}',
    'package-registry-token',
    'gitlab-token.gitlab.example.token',
  ],
  ['root/.config/composer/auth.json', '{"bearer":{"b.example":"@@"}}', 'package-registry-token', 'bearer.b.example'],
  [
    'root/.composer/config.json',
    '{"config":{"github-oauth":{"github.com":"@@"}}}',
    'package-registry-token',
    'config.github-oauth.github.com',
  ],
])('finds the credentials of %s: %s', (path, file, signature, key) => {
  expectPlanted({ path, file, secret, signature, key })
})

it('leaves placeholders alone', () => {
  expectSilent('app/auth.json', '{"http-basic":{"r.example":{"username":"u","password":"@@"}}}', placeholders)
})
