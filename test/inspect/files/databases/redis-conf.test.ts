import { expect, it } from 'vitest'
import { expectPlanted, expectSilent, madeUp, placeholders, readFile } from '../reading.js'

const secret = madeUp('redis')

it.each([
  ['etc/redis/redis.conf', 'port 6379\nrequirepass @@\n', 'requirepass'],
  ['etc/redis.conf', 'masterauth "@@"\r\n', 'masterauth'],
  ['etc/redis/sentinel.conf', 'sentinel auth-pass mymaster @@\n', 'sentinel auth-pass'],
  ['etc/redis/users.acl', 'user app on >@@ ~* +@all\n', 'user app'],
])('finds the password of %s', (path, file, key) => {
  expectPlanted({ path, file, secret, signature: 'database-password', key })
})

it('leaves comments and placeholders alone', () => {
  expectSilent('redis.conf', 'requirepass @@\n', placeholders)
  expect(readFile('redis.conf', `# requirepass ${secret}\nuser\nsentinel\n`)).toEqual([])
})
