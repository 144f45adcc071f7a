import { it } from 'vitest'
import { expectPlanted, expectSilent, madeUp, placeholders } from '../reading.js'

const secret = madeUp('gradle')

it.each([
  ['# note\nnexusPassword=@@\n', 'nexusPassword'],
  ['signing.password : @@\r\n', 'signing.password'],
  ['artifactory_password @@', 'artifactory_password'],
])('finds the credentials of %j', (file, key) => {
  expectPlanted({ path: 'root/.gradle/gradle.properties', file, secret, signature: 'password-variable', key })
})

it('unescapes', () => {
  const file = 'nexusPassword=@@\n'
  const raw = `${secret}\\=\\\n   \\u0041`
  expectPlanted({
    path: 'gradle.properties',
    file,
    secret: `${secret}=A`,
    raw,
    signature: 'password-variable',
    key: 'nexusPassword',
  })
})

it('leaves placeholders and flags alone', () => {
  expectSilent('gradle.properties', 'nexusPassword=@@\norg.gradle.daemon=true\n', placeholders)
})
