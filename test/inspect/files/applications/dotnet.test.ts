import { it } from 'vitest'
import { expectPlanted, expectSilent, madeUp, placeholders } from '../reading.js'

const secret = madeUp('dotnet')
const hex = madeUp('machine-key', '{HEX:64}')

it.each([
  [
    'app/appsettings.json',
    '{ // note\n"ConnectionStrings": {"Default": "Server=db;User Id=sa;Password=@@;"},}',
    secret,
    'url-password',
    'ConnectionStrings.Default',
  ],
  ['app/appsettings.json', '{"Jwt": {"Key": "@@"}}', secret, 'secret-variable', 'Jwt.Key'],
  ['app/appsettings.Production.json', '{"Jwt": {"Secret": "@@"}}', secret, 'secret-variable', 'Jwt.Secret'],
  [
    'app/web.config',
    '<configuration><connectionStrings><add name="Db" connectionString="Server=db;Password=@@;" /></connectionStrings></configuration>',
    secret,
    'url-password',
    'Db',
  ],
  [
    'app/App.config',
    '<configuration><appSettings><add key="SmtpPassword" value="@@"/></appSettings></configuration>',
    secret,
    'password-variable',
    'SmtpPassword',
  ],
  [
    'app/Web.config',
    '<configuration><system.web><machineKey validationKey="@@" validation="SHA1"/></system.web></configuration>',
    hex,
    'framework-secret-key',
    'machineKey.validationKey',
  ],
  [
    'app/tool.exe.config',
    '<configuration><network userName="u" password="@@"/></configuration>',
    secret,
    'password-variable',
    'network.password',
  ],
])('finds the secret of %s: %s', (path, file, value, signature, key) => {
  expectPlanted({ path, file, secret: value, signature, key })
})

it('leaves placeholders alone', () => {
  expectSilent('app/appsettings.json', '{"Jwt": {"Secret": "@@"}}', placeholders)
  expectSilent('app/web.config', '<configuration><machineKey validationKey="@@"/></configuration>', [
    'AutoGenerate,IsolateApps',
    '',
  ])
})
