import { it } from 'vitest'
import { expectPlanted, expectSilent, madeUp, placeholders } from '../reading.js'

const secret = madeUp('rails')
const hex = madeUp('rails', '{hex:32}')

it.each([
  [
    'app/config/database.yml',
    'default: &default\n  password: @@\nproduction:\n  <<: *default\n',
    secret,
    'database-password',
    'default.password',
  ],
  [
    'app/config/secrets.yml',
    'production:\n  secret_key_base: @@\n',
    hex,
    'framework-secret-key',
    'production.secret_key_base',
  ],
  ['app/config/master.key', '@@\n', hex, 'rails-master-key', 'key'],
  ['app/config/credentials/production.key', '@@', hex, 'rails-master-key', 'key'],
])('finds the secret of %s', (path, file, value, signature, key) => {
  expectPlanted({ path, file, secret: value, signature, key })
})

it('leaves references and other contents alone', () => {
  expectSilent('app/config/database.yml', "default:\n  password: '@@'\n", [...placeholders, '<%= ENV["X"] %>'])
  expectSilent('app/config/master.key', '@@\n', ['', 'not a key', hex.slice(1)])
})
