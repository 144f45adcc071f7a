import { expect, it } from 'vitest'
import { expectPlanted, expectSilent, madeUp, placeholders, readFile } from '../reading.js'

const path = 'var/lib/rabbitmq/.erlang.cookie'

it('finds the cookie of a cluster', () => {
  const secret = madeUp('cookie', '{upper:20}')
  expectPlanted({ path, file: '@@\n', secret, signature: 'rabbitmq-erlang-cookie', key: '.erlang.cookie' })
})

it('leaves placeholders and other texts alone', () => {
  expectSilent(path, '@@', placeholders)
  expect(readFile(path, 'two words')).toEqual([])
})
