import type { PackageReader } from '../package-reader.js'
import { readComposer } from './composer.js'
import { goModuleFolder } from './go.js'
import { readNpmManifest } from './npm.js'

/** Manifests that are larger are none. */
const limit = 4 * 1024 * 1024
const npmManifest = /(?:^|\/)node_modules\/(?:@[^/]+\/)?[^./@][^/]*\/package\.json$/
const gemspec = /^((?:.*\/)?)specifications\/(?:default\/)?([^/]+)\.gemspec$/s
const optional = { isOptional: true, limit } as const

/** Languages' packages that fill a folder each, without any checksum of their files. */
export const folderReaders: readonly PackageReader[] = [
  {
    ...optional,
    manager: 'npm',
    matches: (path) => path.endsWith('/package.json') && npmManifest.test(path),
    read: (content, path, records) => readNpmManifest(content.toString('utf8'), parentOf(path), records),
  },
  {
    ...optional,
    manager: 'gem',
    matches: (path) => path.endsWith('.gemspec') && gemspec.test(path),
    read: (content, path, records) => {
      const [, root, name] = gemspec.exec(path)!
      if (!content.includes('Gem::Specification')) return
      records.know(name!, { kind: 'index', what: 'Ruby gem' })
      records.ownFolder(name!, `${root}gems/${name}`)
    },
  },
  {
    ...optional,
    manager: 'go',
    matches: (path) => path.endsWith('.ziphash') && goModuleFolder(path) !== undefined,
    read: (_, path, records) => {
      const { folder, name } = goModuleFolder(path)!
      records.know(name, { kind: 'index', what: 'Go module' })
      records.ownFolder(name, folder)
    },
  },
  {
    manager: 'composer',
    isOptional: true,
    limit: 16 * 1024 * 1024,
    matches: (path) => path.endsWith('/composer/installed.json'),
    read: (content, path, records) => readComposer(content.toString('utf8'), parentOf(path), records),
  },
]

function parentOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/'))
}
