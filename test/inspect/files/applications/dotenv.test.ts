import { expect, it } from 'vitest'
import { formatOf } from '../../../../src/inspect/files/format-of.js'
import { MAX_COMMENTED, MAX_QUOTED, readCommented, readDotenv } from '../../../../src/inspect/files/syntax/dotenv.js'
import { expectPlanted, expectSilent, madeUp, placeholders, readFile } from '../reading.js'

const secret = madeUp('dotenv')

it.each([
  ['app/.env', '# note\nDB_PASSWORD=@@\n'],
  ['app/.env.local', 'export DB_PASSWORD="@@" # note\r\n'],
  ['app/prod.env', "A=1\nDB_PASSWORD = '@@'\n"],
  ['app/.env.production.local', 'DB_PASSWORD=@@ # note'],
  ['app/.env.example', 'X="two\nlines"\nDB_PASSWORD=`@@`\n'],
  ['etc/environment', 'PATH=/bin\nDB_PASSWORD=@@\n'],
  ['app/.envrc', 'export DB_PASSWORD=@@\n'],
  ['app/.env', 'A: 1\nDB_PASSWORD: @@\n'],
  ['app/.env', 'A=1\n#DB_PASSWORD=@@\r\n'],
  ['app/.env', `  # export DB_PASSWORD='@@'\n`],
])('finds the password of %s', (path, file) => {
  expectPlanted({ path, file, secret, signature: 'password-variable', key: 'DB_PASSWORD' })
})

it('leaves placeholders, references and programs alone', () => {
  expectSilent('app/.env', 'DB_PASSWORD=@@\nDB_PASSWORD_FILE=/run/secrets/db\n', [
    ...placeholders,
    '$OTHER',
    `"\${OTHER}"`,
  ])
  expect(formatOf('usr/bin/env', Buffer.from('\x7fELF'))).toBeUndefined()
  expect(formatOf('app/environment', Buffer.from(''))).toBeUndefined()
  expect(formatOf('app/main.test', Buffer.from(''))).toBeUndefined()
})

it('doubts what was commented out, and reads no prose', () => {
  expect(readFile('app/.env', `#DB_PASSWORD=${secret}\n`)).toMatchObject([{ confidence: 'possible' }])
  expectSilent('app/.env', '# DB_PASSWORD=@@\n', placeholders)
  expect(readCommented('# TOKEN= the token of CI\n# A=b c\n#x\n')).toEqual([])
  expect(readCommented(`# A=${'x'.repeat(MAX_COMMENTED)}`)).toEqual([])
})

it('takes a quote that closes too late, or never, for a part of the value', () => {
  expect(readDotenv(`A="b\nC=d`)).toMatchObject([
    { path: ['A'], value: '"b' },
    { path: ['C'], value: 'd' },
  ])
  const long = 'x'.repeat(MAX_QUOTED)
  expect(readDotenv(`A="${long}"`)).toMatchObject([{ value: `"${long}"` }])
  expect(readDotenv(`A="${long.slice(1)}"`)).toMatchObject([{ value: long.slice(1) }])
})
