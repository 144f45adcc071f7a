import { it } from 'vitest'
import { expectPlanted, expectSilent, madeUp, placeholders } from '../reading.js'

it('takes the whole file for the token', () => {
  expectPlanted({
    path: 'root/.vault-token',
    file: '@@\n',
    secret: madeUp('vault'),
    signature: 'vault-token',
    key: 'token',
  })
})

it('leaves placeholders and other contents alone', () => {
  expectSilent('root/.vault-token', '@@', [...placeholders, 'two words', '\x00\x01\x02\x03'])
})
