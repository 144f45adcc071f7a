import { expect, it } from 'vitest'
import { expectPlanted, expectSilent, madeUp, placeholders, readFile } from '../reading.js'

const secret = madeUp('mail')

it.each([
  ['root/.msmtprc', 'account work\nhost h\npassword @@\n', 'work.password'],
  ['etc/msmtprc', '  password  "@@"\r\n', 'default.password'],
  ['etc/ssmtp/ssmtp.conf', '# x\nAuthPass=@@\n', 'AuthPass'],
  ['etc/postfix/sasl_passwd', '[smtp.example]:587 user:@@\n', '[smtp.example]:587'],
  ['etc/exim4/passwd.client', '*.example:user:@@\n', '*.example'],
])('finds the password of %s', (path, file, key) => {
  expectPlanted({ path, file, secret, signature: 'mail-password', key })
})

it('leaves placeholders and other lines alone', () => {
  expectSilent('etc/msmtprc', 'password @@\n', placeholders)
  expect(readFile('etc/msmtprc', 'passwordeval "cat x"\npassword\n')).toEqual([])
  expect(readFile('etc/postfix/sasl_passwd', `# h u:${secret}\nhost\n`)).toEqual([])
})
