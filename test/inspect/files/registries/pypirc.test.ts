import { it } from 'vitest'
import { expectPlanted, expectSilent, madeUp, placeholders } from '../reading.js'

const secret = madeUp('pypirc')

it.each([
  ['[distutils]\nindex-servers = pypi\n[pypi]\nusername: __token__\npassword: @@\n', 'pypi.password'],
  ['[pypi]\nusername = u\npassword = "@@"', 'pypi.password'],
  ['[own]\nrepository = https://u:@@@pypi.example/\n', 'own.repository'],
])('finds the credentials of %s', (file, key) => {
  expectPlanted({ path: 'root/.pypirc', file, secret, signature: 'package-registry-password', key })
})

it('leaves placeholders alone', () => {
  expectSilent('root/.pypirc', '[pypi]\nusername = u\npassword = @@\n', placeholders)
})
