import { expect, it } from 'vitest'
import { expectPlanted, expectSilent, madeUp, placeholders, readFile } from '../reading.js'

const path = 'etc/livekit.yaml'
const file = 'port: 7880\nkeys:\n  APIx: @@\nroom:\n  empty_timeout: 300\n'

it("finds the secrets of a server's keys", () => {
  expectPlanted({
    path,
    file,
    secret: madeUp('livekit', '{base62:44}'),
    signature: 'livekit-api-secret',
    key: 'keys.APIx',
  })
})

it('leaves placeholders and all else alone', () => {
  expectSilent(path, file, placeholders)
  expect(readFile(path, 'redis:\n  address: localhost:6379\n')).toEqual([])
})
