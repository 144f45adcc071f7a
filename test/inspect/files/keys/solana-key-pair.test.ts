import { expect, it } from 'vitest'
import { formatOf } from '../../../../src/inspect/files/format-of.js'
import { expandTemplate } from '../../../../src/signatures/expand.js'
import { readFile } from '../reading.js'

const path = 'root/.config/solana/id.json'
const bytes = [...Buffer.from(expandTemplate('{hex:128}', 'solana'), 'hex')]

it.each([JSON.stringify(bytes), `${JSON.stringify(bytes, null, 1)}\n`])('finds a key pair in %s', (text) => {
  expect(readFile(path, text)).toMatchObject([{ signature: 'solana-key-pair', start: 0 }])
})

it('leaves other lists alone', () => {
  expect(readFile(path, JSON.stringify(bytes.slice(1)))).toEqual([])
  expect(readFile(path, JSON.stringify(bytes.map((byte) => byte + 200)))).toEqual([])
  expect(readFile(path, JSON.stringify([...bytes].sort((a, b) => a - b)))).toEqual([])
  expect(readFile(path, JSON.stringify(bytes.map((byte) => byte % 16)))).toEqual([])
  expect(formatOf('app/list.json', Buffer.from('["a", "b"]'))).toBeUndefined()
})
