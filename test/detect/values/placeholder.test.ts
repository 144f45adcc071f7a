import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isPlaceholder } from '../../../src/detect/values/placeholder.js'
import { expandTemplate } from '../../../src/signatures/expand.js'

describe('isPlaceholder', () => {
  it.each([
    '',
    '  ',
    'changeme',
    'CHANGE_ME',
    'change-me-please',
    'your-key-here',
    'SomeRandomString',
    'secret_not_set',
    'password_required',
    '**Random**',
    'YOUR_API_KEY',
    'yourPassword',
    '<your-key>',
    '<password>',
    '[token]',
    '{token}',
    '{{ token }}',
    '%TOKEN%',
    'xxxx',
    'XXXXXXXXXXXX',
    '****',
    'sk-****',
    'TODO',
    'example',
    'my-example-token',
    'insert-token-here',
    'replace_with_your_token',
    'null',
    'None',
    'undefined',
    'dummy',
    'redacted',
    '[REDACTED]',
    'removed',
    '...',
    'abc...xyz',
    '000000000000',
    '0123456789abcdef',
    '123456:ABC-DEF',
    'not-needed-at-build-time',
    'temp-secret-for-build',
    'build_time_secret',
    'pick-a-secure-token',
    Buffer.from('this is a fake bearer token!').toString('base64url'),
    Buffer.from('replace me with your token').toString('base64'),
  ])('knows %j', (value) => {
    expect(isPlaceholder(value)).toBe(true)
  })

  it('knows the name of the variable itself, however it is written', () => {
    expect(isPlaceholder('db_password', 'DB_PASSWORD')).toBe(true)
    expect(isPlaceholder('db-password', 'dbPassword')).toBe(true)
    expect(isPlaceholder('db_password', 'API_KEY')).toBe(false)
    expect(isPlaceholder('app-key', 'PUSHER_APP_KEY')).toBe(true)
    expect(isPlaceholder('app-door', 'PUSHER_APP_KEY')).toBe(false)
  })

  it.each([
    '{[a-z]:7}',
    '{base62:20}',
    '{hex:32}',
    'Summer{digits:4}!',
    '{base64:32}',
    '{[a-z]:4}-{[a-z]:5}-{[a-z]:6}',
  ])('leaves %s alone', (template) => {
    for (let seed = 0; seed < 40; seed++) expect(isPlaceholder(expandTemplate(template, seed))).toBe(false)
  })

  it('is quick on anything', () => {
    fc.assert(fc.property(fc.string({ maxLength: 3000 }), (value) => typeof isPlaceholder(value, value) === 'boolean'))
  })
})
