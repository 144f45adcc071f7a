import { it } from 'vitest'
import { expectPlanted, expectSilent, madeUp, placeholders } from '../reading.js'

const secret = madeUp('spring')

it.each([
  ['app/application.properties', 'spring.datasource.password=@@\n'],
  ['app/application-prod.yml', 'spring:\n  datasource:\n    password: "@@"\n'],
  ['app/bootstrap.yaml', 'a: 1\n---\nspring: {datasource: {password: @@}}\n'],
])('finds the password of %s', (path, file) => {
  expectPlanted({ path, file, secret, signature: 'password-variable', key: 'spring.datasource.password' })
})

it('leaves placeholders alone', () => {
  expectSilent('application.properties', 'spring.datasource.password=@@\n', [...placeholders, `\${DB_PASSWORD:}`])
})
