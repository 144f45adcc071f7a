import { describe, expect, it } from 'vitest'
import { folderReaders } from '../../../../src/layer/packages/folders/readers.js'
import { told } from '../told.js'

const index = (what: string) => ({ kind: 'index', what })

describe('npm packages', () => {
  const manifest = { name: 'left-pad', version: '1.3.0' }
  const read = (path: string, content: unknown = manifest) => told(folderReaders, path, JSON.stringify(content))

  it.each([
    'app/node_modules/left-pad',
    'node_modules/left-pad',
    'app/node_modules/@acme/left-pad',
    'app/node_modules/.pnpm/left-pad@1.3.0/node_modules/left-pad',
  ])('own their folder: %s', (folder) => {
    expect(read(`${folder}/package.json`)).toEqual([
      ['know', 'left-pad@1.3.0', index('npm package')],
      ['ownFolder', 'left-pad@1.3.0', folder],
    ])
  })

  it.each([
    'app/package.json',
    'app/node_modules/package.json',
    'app/node_modules/.cache/package.json',
    'app/node_modules/@acme/package.json',
    'app/node_modules/left-pad/lib/package.json',
    'app/not_node_modules/left-pad/package.json',
  ])('are not described by %s', (path) => {
    expect(read(path)).toBeUndefined()
  })

  it.each([
    ['has no name', { version: '1.0.0' }],
    ['has no version', { name: 'x' }],
    ['was never published', { ...manifest, private: true }],
    ['has a strange name', { name: '../x', version: '1.0.0' }],
    ['has a strange version', { name: 'x', version: 'latest' }],
    ['is no object', [manifest]],
  ])('own nothing if what describes them %s', (_, content) => {
    expect(read('node_modules/x/package.json', content)).toEqual([])
  })

  it('may be described by no JSON', () => {
    expect(told(folderReaders, 'node_modules/x/package.json', '{'.repeat(100_000))).toEqual([])
  })
})

describe('Ruby gems', () => {
  const text = 'Gem::Specification.new do |s|\nend\n'
  it.each(['specifications', 'specifications/default'])('own their folder: %s', (folder) => {
    expect(told(folderReaders, `usr/lib/ruby/gems/3.1.0/${folder}/rack-2.2.4.gemspec`, text)).toEqual([
      ['know', 'rack-2.2.4', index('Ruby gem')],
      ['ownFolder', 'rack-2.2.4', 'usr/lib/ruby/gems/3.1.0/gems/rack-2.2.4'],
    ])
  })

  it('are described in Ruby, in that folder', () => {
    expect(told(folderReaders, 'gems/specifications/x-1.gemspec', '')).toEqual([])
    expect(told(folderReaders, 'app/x.gemspec', text)).toBeUndefined()
  })
})

describe('Go modules', () => {
  it('own their folder', () => {
    const path = 'go/pkg/mod/cache/download/github.com/!azure/sdk/@v/v1.2.3-beta.ziphash'
    expect(told(folderReaders, path, 'h1:')).toEqual([
      ['know', 'github.com/!azure/sdk@v1.2.3-beta', index('Go module')],
      ['ownFolder', 'github.com/!azure/sdk@v1.2.3-beta', 'go/pkg/mod/github.com/!azure/sdk@v1.2.3-beta'],
    ])
    expect(told(folderReaders, 'pkg/mod/cache/download/x/@v/v1.0.0.ziphash', 'h1:')).toHaveLength(2)
  })

  it.each(['pkg/mod/cache/download/x/@v/list', 'xpkg/mod/cache/download/x/@v/v1.0.0.ziphash', 'a/@v/v1.0.0.ziphash'])(
    'are not known by %s',
    (path) => {
      expect(told(folderReaders, path, 'h1:')).toBeUndefined()
    },
  )
})

describe('Composer packages', () => {
  const path = 'app/vendor/composer/installed.json'
  const monolog = { name: 'monolog/monolog', version: '2.9.1', dist: { type: 'zip' } }
  const expected = [
    ['know', 'monolog/monolog 2.9.1', index('Composer package')],
    ['ownFolder', 'monolog/monolog 2.9.1', 'app/vendor/monolog/monolog'],
  ]

  it.each([
    ['version 1', [monolog]],
    ['version 2', { packages: [monolog], dev: true }],
    [
      'what is no package',
      [null, 1, { name: 'x' }, { name: '../..', version: '1' }, { ...monolog, dist: { type: 'path' } }, monolog],
    ],
  ])('own their folders: %s', (_, content) => {
    expect(told(folderReaders, path, JSON.stringify(content))).toEqual(expected)
  })

  it('may be none', () => {
    for (const content of ['null', '{}', '{"packages":{}}', '']) expect(told(folderReaders, path, content)).toEqual([])
  })
})
