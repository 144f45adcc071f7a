import { it } from 'vitest'
import { expectPlanted, expectSilent, madeUp, placeholders } from '../reading.js'

const secret = madeUp('history')

it.each([
  ['root/.mysql_history', "_HiStOrY_V2_\nCREATE\\040USER\\040a\\040IDENTIFIED\\040BY\\040'@@';\n", 'IDENTIFIED BY'],
  ['root/.psql_history', "select 1;\nALTER ROLE a\x01PASSWORD '@@';\n", 'PASSWORD'],
  ['root/.mongodb/mongosh/mongosh_repl_history', 'db.auth("a", "@@")\n', 'auth'],
  ['root/.rediscli_history', 'ping\nauth @@\n', 'AUTH'],
  ['root/.rediscli_history', 'AUTH default @@', 'AUTH'],
  ['root/.rediscli_history', 'config set requirepass "@@"\n', 'requirepass'],
])('finds the password of %s: %j', (path, file, key) => {
  expectPlanted({ path, file, secret, signature: 'database-password', key })
})

it('leaves placeholders alone', () => {
  expectSilent('root/.psql_history', "ALTER ROLE a PASSWORD '@@';\n", placeholders)
  expectSilent('root/.rediscli_history', 'auth @@\n', placeholders)
})
