import { expect, it } from 'vitest'
import { expectPlanted, expectSilent, madeUp, placeholders, readFile } from '../reading.js'

const secret = madeUp('gems')

it.each([
  ['root/.gem/credentials', '---\n:rubygems_api_key: @@\n', 'package-registry-token', ':rubygems_api_key'],
  [
    'root/.local/share/gem/credentials',
    '---\nhttps://gems.example: "@@"\n',
    'package-registry-token',
    'https://gems.example',
  ],
  [
    'usr/local/bundle/config',
    '---\nBUNDLE_GEMS__EXAMPLE__COM: "ci:@@"\n',
    'package-registry-password',
    'BUNDLE_GEMS__EXAMPLE__COM',
  ],
  [
    'app/.bundle/config',
    '---\nBUNDLE_MIRROR__X: https://u:@@@gems.example/\n',
    'package-registry-password',
    'BUNDLE_MIRROR__X',
  ],
])('finds the credentials of %s: %s', (path, file, signature, key) => {
  expectPlanted({ path, file, secret, signature, key })
})

it('leaves placeholders and settings alone', () => {
  expectSilent('root/.gem/credentials', '---\n:rubygems_api_key: "@@"\n', placeholders)
  const settings =
    '---\nBUNDLE_WITHOUT: "development:test"\nBUNDLE_PATH: "/usr/local/bundle"\nBUNDLE_BUILD__NOKOGIRI: "--use-system-libraries"\n'
  expect(readFile('app/.bundle/config', settings)).toEqual([])
})
