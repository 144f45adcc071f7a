import { it } from 'vitest'
import { expectPlanted, expectSilent, madeUp, placeholders } from '../reading.js'

const secret = madeUp('tfvars')

it.each([
  ['prod.tfvars', '# note\ndb_password = "@@"\n', 'password-variable', 'db_password'],
  ['prod.auto.tfvars', 'db = {\n  host = "h"\n  password = "@@"\n}\n', 'password-variable', 'db.password'],
  ['prod.tfvars', 'list = ["a", "b"]\napi_secret = <<-EOT\n@@\nEOT\n', 'secret-variable', 'api_secret'],
  ['prod.tfvars.json', '{"db_password": "@@"}', 'password-variable', 'db_password'],
  [
    'root/.terraformrc',
    'credentials "app.terraform.io" {\n  token = "@@"\n}\n',
    'terraform-token',
    'credentials.app.terraform.io.token',
  ],
  [
    'root/.terraform.d/credentials.tfrc.json',
    '{"credentials":{"a.example":{"token":"@@"}}}',
    'terraform-token',
    'credentials.a.example.token',
  ],
])('finds the secret of %s: %s', (path, file, signature, key) => {
  expectPlanted({ path, file, secret, signature, key })
})

it('leaves placeholders alone', () => {
  expectSilent('prod.tfvars', 'db_password = "@@"\n', placeholders)
})
