import { expect, it } from 'vitest'
import { formatOf } from '../../../../src/inspect/files/format-of.js'
import { expectPlanted, expectSilent, madeUp, placeholders } from '../reading.js'

const secret = madeUp('aws', '{base64:40}')

it.each([
  [
    'root/.aws/credentials',
    '[default]\naws_access_key_id = x\naws_secret_access_key = @@\n',
    'aws-secret-access-key',
    'default.aws_secret_access_key',
  ],
  ['root/.aws/config', '[profile ci]\r\naws_session_token=@@\r\n', 'aws-session-token', 'profile ci.aws_session_token'],
  ['srv/credentials', '[x]\nAWS_SECRET_ACCESS_KEY = @@', 'aws-secret-access-key', 'x.AWS_SECRET_ACCESS_KEY'],
])('finds the secret of %s: %j', (path, file, signature, key) => {
  expectPlanted({ path, file, secret, signature, key })
})

it('leaves placeholders and other files of that name alone', () => {
  expectSilent('root/.aws/credentials', '[default]\naws_secret_access_key = @@\n', placeholders)
  expect(formatOf('srv/credentials', Buffer.from('hello'))).toBeUndefined()
})
