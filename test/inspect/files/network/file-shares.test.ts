import { expect, it } from 'vitest'
import { expectPlanted, expectSilent, madeUp, placeholders, readFile } from '../reading.js'

const secret = madeUp('share')
const site = (pass: string) =>
  `<?xml version="1.0"?>\n<FileZilla3><Servers><Server><Host>h</Host>${pass}</Server></Servers></FileZilla3>`

it.each([
  ['root/.smbcredentials', 'username=u\npassword=@@\ndomain=d\n', secret, 'password'],
  ['etc/samba/credentials', 'username = u\r\npassword = @@\r\n', secret, 'password'],
  [
    'root/.config/filezilla/sitemanager.xml',
    site('<Pass encoding="base64">@@</Pass>'),
    Buffer.from(secret).toString('base64'),
    'h.Pass',
  ],
  ['root/.filezilla/recentservers.xml', site('<Pass>@@</Pass>'), secret, 'h.Pass'],
])('finds the password of %s', (path, file, raw, key) => {
  expectPlanted({ path, file, secret, raw, signature: 'share-password', key })
})

it('leaves placeholders and encrypted passwords alone', () => {
  expectSilent('root/.cifs', 'password=@@\n', placeholders)
  expect(readFile('sitemanager.xml', site(`<Pass encoding="crypt" pubkey="x">${secret}</Pass>`))).toEqual([])
  expect(readFile('queue.xml', `<other><Pass>${secret}</Pass></other>`)).toEqual([])
})
