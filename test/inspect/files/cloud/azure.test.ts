import { expect, it } from 'vitest'
import { expectPlanted, expectSilent, madeUp, placeholders, readFile } from '../reading.js'

const secret = madeUp('azure')

it.each([
  ['root/.azure/accessTokens.json', '[{"refreshToken": "@@"}]', '0.refreshToken'],
  ['root/.azure/msal_token_cache.json', '{"RefreshToken": {"a-b": {"secret": "@@"}}}', 'RefreshToken.secret'],
  ['root/.azure/service_principal_entries.json', '[{"client_id":"x","client_secret":"@@"}]', '0.client_secret'],
])('finds the credentials of %s', (path, file, key) => {
  expectPlanted({ path, file, secret, signature: 'azure-credential', key })
})

it('leaves placeholders and ID tokens alone', () => {
  expectSilent('root/.azure/accessTokens.json', '[{"accessToken": "@@"}]', placeholders)
  expect(readFile('root/.azure/msal_token_cache.json', `{"IdToken": {"a": {"secret": "${secret}"}}}`)).toEqual([])
})
