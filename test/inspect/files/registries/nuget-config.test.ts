import { it } from 'vitest'
import { expectPlanted, expectSilent, madeUp, placeholders } from '../reading.js'

const secret = madeUp('nuget')
const credentials =
  '<configuration>\n<packageSourceCredentials><own>\n<add key="Username" value="u" />\n<add key="ClearTextPassword" value="@@" />\n</own></packageSourceCredentials></configuration>'

it.each([
  [credentials, 'package-registry-password', 'own.ClearTextPassword'],
  [
    "<configuration><apikeys><add key='https://n.example' value='@@'/></apikeys></configuration>",
    'package-registry-token',
    'https://n.example',
  ],
])('finds the credentials of %s', (file, signature, key) => {
  expectPlanted({ path: 'app/NuGet.Config', file, secret, signature, key })
})

it('leaves placeholders alone', () => {
  expectSilent('nuget.config', credentials, [
    ...placeholders.filter((value) => !value.startsWith('<')),
    '%NUGET_TOKEN%',
  ])
})
