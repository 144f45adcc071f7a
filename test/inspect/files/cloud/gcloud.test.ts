import { expect, it } from 'vitest'
import { formatOf } from '../../../../src/inspect/files/format-of.js'
import { expandTemplate } from '../../../../src/signatures/expand.js'
import { expectPlanted, expectSilent, madeUp, placeholders, readFile } from '../reading.js'

const pem = expandTemplate('{pem:PRIVATE KEY}', 'gcloud')
const account = (key: string) =>
  `{\n  "private_key": "${key}",\n  "type": "service_account",\n  "client_email": "x@y.example"\n}`

it('finds the key of a service account, in any order of its fields', () => {
  const raw = JSON.stringify(pem).slice(1, -1)
  const text = account(raw)
  const found = readFile('srv/key.json', text)
  expect(found).toHaveLength(1)
  expect(found[0]).toMatchObject({ signature: 'gcp-service-account', key: 'private_key', confidence: 'proven' })
  expect(found[0]!.identity).toMatch(/^key:SHA256:/)
  expect(text.slice(found[0]!.start, found[0]!.end)).toBe(raw)
})

it('finds the refresh token of a user', () => {
  const file = '{"client_id": "x", "refresh_token": "@@", "type": "authorized_user"}'
  for (const path of [
    'root/.config/gcloud/application_default_credentials.json',
    'root/.config/gcloud/legacy_credentials/a@b/adc.json',
    'x/any.json',
  ]) {
    expectPlanted({ path, file, secret: madeUp('gcloud'), signature: 'gcp-authorized-user', key: 'refresh_token' })
  }
  expectSilent('adc.json', file, placeholders)
})

it('leaves other JSON, drawn keys and broken documents alone', () => {
  expect(formatOf('srv/any.json', Buffer.from('{"type": "module"}'))).toBeUndefined()
  expect(readFile('key.json', account('-----BEGIN PRIVATE KEY-----\\n…\\n-----END PRIVATE KEY-----\\n'))).toEqual([])
  expect(readFile('key.json', '{"type":"service_account","private_key":"')).toEqual([])
})

it("notes gcloud's store only where it holds an account", () => {
  const empty = `SQLite format 3\0${'\0'.repeat(200)}`
  expect(readFile('root/.config/gcloud/credentials.db', empty)).toEqual([])
  const [found] = readFile('root/.config/gcloud/credentials.db', `${empty}{"refresh_token": "x"}`)
  expect(found).toMatchObject({ signature: 'gcp-credential-store', confidence: 'likely' })
  expect(found!.identity).toBe(`file:${found!.secret}`)
})
