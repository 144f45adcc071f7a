import { expect, it } from 'vitest'
import { formatOf } from '../../../../src/inspect/files/format-of.js'
import { expectPlanted, expectSilent, madeUp, placeholders } from '../reading.js'

const secret = madeUp('rclone')
const path = 'root/.config/rclone/rclone.conf'

it.each([
  ['[box]\ntype = sftp\npass = @@\n', 'rclone-password', 'box.pass'],
  ['[drive]\ntoken = {"access_token":"@@","token_type":"Bearer"}\n', 'rclone-token', 'drive.token.access_token'],
  ['[s3]\nsecret_access_key = @@', 'object-storage-secret', 's3.secret_access_key'],
])('finds the secret of %s', (file, signature, key) => {
  const found = expectPlanted({ path, file, secret, signature, key })
  expect(found.reasons.some((reason) => reason.startsWith('obscured only'))).toBe(signature === 'rclone-password')
})

it('leaves placeholders and encrypted files alone', () => {
  expectSilent(path, '[box]\npass = @@\n', placeholders)
  expect(formatOf(path, Buffer.from('# Encrypted rclone configuration File\n\nRCLONE_ENCRYPT_V0:\nx'))).toBeUndefined()
})
