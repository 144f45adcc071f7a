import { it } from 'vitest'
import { expectPlanted, expectSilent, madeUp, placeholders } from '../reading.js'

const secret = madeUp('cargo')

it.each([
  ['root/.cargo/credentials.toml', '[registry]\ntoken = "@@"\n', 'registry.token'],
  ['usr/local/cargo/credentials', "# c\n[registries.own]\ntoken = '@@' # x\n", 'registries.own.token'],
  ['root/.cargo/credentials.toml', 'registries = { own = { token = "@@" } }\n', 'registries.own.token'],
  ['root/.cargo/config.toml', '[a]\nx = [1,\n 2]\n[registries."a.b"]\ntoken = """@@"""', 'registries.a.b.token'],
])('finds the credentials of %s: %s', (path, file, key) => {
  expectPlanted({ path, file, secret, signature: 'package-registry-token', key })
})

it('leaves placeholders alone', () => {
  expectSilent('root/.cargo/credentials.toml', '[registry]\ntoken = "@@"\n', placeholders)
})
