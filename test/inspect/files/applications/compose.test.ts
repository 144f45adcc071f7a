import { expect, it } from 'vitest'
import { expectPlanted, expectSilent, madeUp, placeholders, readFile } from '../reading.js'

const secret = madeUp('compose')
const service = (rest: string) => `services:\n  db:\n    image: postgres\n${rest}`

it.each([
  ['docker-compose.yml', service('    environment:\n      POSTGRES_PASSWORD: "@@"\n')],
  ['compose.yaml', service('    environment:\n      - A=b\n      - POSTGRES_PASSWORD=@@\n')],
  ['docker-compose.prod.yml', service("    environment: ['POSTGRES_PASSWORD=@@']\n")],
  ['compose.override.yaml', service('    build:\n      args:\n        POSTGRES_PASSWORD: @@\n')],
])('finds the variable of %s: %s', (path, file) => {
  expectPlanted({ path, file, secret, signature: 'password-variable', key: 'db.POSTGRES_PASSWORD' })
})

it('gives the value of an alias under its own name, without multiplying', () => {
  const text = `x-pw: &pw ${secret}\n${service('    environment:\n      POSTGRES_PASSWORD: *pw\n')}`
  expect(readFile('compose.yml', text)).toMatchObject([
    { key: 'x-pw', start: text.indexOf(secret) },
    { key: 'db.POSTGRES_PASSWORD', start: text.indexOf(secret) },
  ])
})

it('leaves placeholders alone', () => {
  expectSilent('compose.yml', service('    environment:\n      - POSTGRES_PASSWORD=@@\n'), [
    ...placeholders,
    `\${PW:?missing}`,
  ])
})
