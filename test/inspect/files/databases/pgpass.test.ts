import { expect, it } from 'vitest'
import { expectPlanted, expectSilent, madeUp, placeholders, readFile } from '../reading.js'

const secret = madeUp('pgpass')

it('finds the password, unescaped', () => {
  const file = '# note\nlocalhost:5432:*:app:@@\n'
  expectPlanted({ path: 'root/.pgpass', file, secret, signature: 'database-password', key: 'localhost:5432:app' })
  expectPlanted({
    path: 'root/.pgpass',
    file,
    secret: `${secret}:x`,
    raw: `${secret}\\:x`,
    signature: 'database-password',
    key: 'localhost:5432:app',
  })
})

it('leaves placeholders and other lines alone', () => {
  expectSilent('root/.pgpass', 'h:1:d:u:@@\n', placeholders)
  expect(readFile('pgpass.conf', `#h:1:d:u:${secret}\nh:1:d:u\nh:1:d:u:p:${secret}\n`)).toEqual([])
})
