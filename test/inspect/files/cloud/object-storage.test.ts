import { expect, it } from 'vitest'
import { expectPlanted, expectSilent, madeUp, placeholders, readFile } from '../reading.js'

const secret = madeUp('s3')

it.each([
  ['root/.s3cfg', '[default]\naccess_key = x\nsecret_key = @@\n', 'default.secret_key'],
  ['root/.boto', '[Credentials]\ngs_oauth2_refresh_token = @@\n', 'Credentials.gs_oauth2_refresh_token'],
  ['etc/passwd-s3fs', '# note\nbucket:KEYID:@@\n', 'bucket'],
  ['root/.passwd-s3fs', 'KEYID:@@', 'KEYID'],
])('finds the secret of %s', (path, file, key) => {
  expectPlanted({ path, file, secret, signature: 'object-storage-secret', key })
})

it('leaves placeholders alone', () => {
  expectSilent('root/.s3cfg', '[default]\nsecret_key = @@\n', placeholders)
  expect(readFile('etc/passwd-s3fs', '# a:b\nnothing\na:b:c:d\n')).toEqual([])
})
