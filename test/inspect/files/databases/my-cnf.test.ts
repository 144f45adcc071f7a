import { expect, it } from 'vitest'
import { expectPlanted, expectSilent, madeUp, placeholders, readFile } from '../reading.js'

const secret = madeUp('my-cnf')

it.each([
  ['root/.my.cnf', '[client]\nuser=root\npassword=@@\n', 'client.password'],
  ['etc/mysql/my.cnf', '[mysqldump]\n  password = "@@" # note\n', 'mysqldump.password'],
  ['etc/mysql/debian.cnf', '[client]\r\npassword = @@ ; x\r\n', 'client.password'],
])('finds the password of %s', (path, file, key) => {
  expectPlanted({ path, file, secret, signature: 'database-password', key })
})

it('notes login paths', () => {
  expect(readFile('root/.mylogin.cnf', `\0\0\0\0${'k'.repeat(20)}`)).toEqual([])
  expect(readFile('root/.mylogin.cnf', `\0\0\0\0${'k'.repeat(20)}\x10\0\0\0${'c'.repeat(16)}`)).toMatchObject([
    { signature: 'mysql-login-path' },
  ])
})

it('leaves placeholders and bare options alone', () => {
  expectSilent('root/.my.cnf', '[client]\npassword=@@\n', placeholders)
  expect(readFile('my.cnf', '[client]\npassword\n[mysqld]\nskip-networking\n')).toEqual([])
})
