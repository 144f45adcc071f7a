import { expect, it } from 'vitest'
import { expectPlanted, expectSilent, madeUp, placeholders, readFile } from '../reading.js'

const secret = madeUp('tfstate')
const state = (outputs: string, attributes: string) =>
  `{"version":4,"outputs":{${outputs}},"resources":[{"mode":"managed","type":"db","name":"main","instances":[{"attributes":{${attributes}}}]}]}`

it.each([
  [
    'a sensitive output',
    state('"conn":{"value":"@@","type":"string","sensitive":true}', ''),
    'terraform-state-secret',
    'outputs.conn',
  ],
  ['an attribute', state('', '"port":5432,"password":"@@"'), 'password-variable', 'db.main.password'],
  ['a nested attribute', state('', '"a":[{"admin_password":"@@"}]'), 'password-variable', 'db.main.a.0.admin_password'],
  [
    'a password that Terraform made',
    state('', '"length":20,"result":"@@"').replace('"db"', '"random_password"'),
    'terraform-state-secret',
    'random_password.main.result',
  ],
])('finds %s', (_what, file, signature, key) => {
  expectPlanted({ path: 'app/terraform.tfstate', file, secret, signature, key })
})

it('leaves placeholders and plain values alone', () => {
  expectSilent('terraform.tfstate', state('', '"password":"@@"'), placeholders)
  expect(readFile('x.tfstate', state(`"url":{"value":"${secret}"}`, `"arn":"${secret}"`))).toEqual([])
  expect(readFile('x.tfstate', '{"outputs":{"a":{"sensitive":true,"value"')).toEqual([])
})
