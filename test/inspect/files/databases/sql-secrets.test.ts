import { expect, it } from 'vitest'
import { sqlSecrets } from '../../../../src/inspect/files/databases/sql-secrets.js'
import { madeUp } from '../reading.js'

const secret = madeUp('sql')

it.each([
  ["CREATE USER 'a'@'%' IDENTIFIED BY '@@';", 'IDENTIFIED BY'],
  ["ALTER USER a IDENTIFIED WITH caching_sha2_password BY '@@'", 'IDENTIFIED BY'],
  ["ALTER USER postgres WITH ENCRYPTED PASSWORD '@@';", 'PASSWORD'],
  ["SET PASSWORD FOR 'a'@'b' = '@@'", 'SET PASSWORD'],
  ["UPDATE user SET x = PASSWORD('@@')", 'PASSWORD'],
  ["PRAGMA key = '@@';", 'PRAGMA key'],
  ['db.createUser({user: "a", pwd: "@@", roles: []})', 'pwd'],
  ['db.auth("a", "@@")', 'auth'],
])('finds the password of %s', (statement, key) => {
  const text = statement.replace('@@', secret)
  const start = statement.indexOf('@@')
  expect(sqlSecrets(text)).toEqual([{ value: secret, start, end: start + secret.length, key }])
})

it.each([`SELECT '${secret}'`, `-- PASSWORD '${secret}'`, `INSERT INTO t VALUES ('a', '${secret}')`, 'PASSWORD', ''])(
  'is silent on %s',
  (text) => {
    expect(sqlSecrets(text)).toEqual([])
  },
)
