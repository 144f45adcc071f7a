import { beforeAll, describe, expect, it } from 'vitest'
import type { Finding } from '../../../../src/findings/finding.js'
import { buildImage } from '../../harness/build-image.js'
import { describeEngine } from '../../harness/engine.js'
import { expectClean, expectExactly, expectFinding } from '../../harness/expect-findings.js'
import { type Scanned, scan } from '../../harness/scan.js'
import { accountFiles } from './accounts.js'
import { applicationFiles } from './applications.js'
import { cloudFiles } from './cloud.js'
import { keyFiles, storeFiles } from './keys.js'
import type { Planted } from './kind.js'
import { packageFiles } from './packages.js'

const placeholders = [
  'changeme',
  '<your-secret-here>',
  'xxxxxxxxxxxx',
  ['$', '{SECRET_FROM_ENV}'].join(''),
  'your-token-here',
]

describeEngine('credential files', () => {
  const files = [...packageFiles, ...accountFiles, ...cloudFiles, ...applicationFiles, ...keyFiles()]
  const stores = storeFiles()
  const build = (tree: Record<string, string | Buffer>) =>
    buildImage({
      builder: 'buildkit',
      dockerfile: 'FROM base\nCOPY tree /',
      files: Object.fromEntries(Object.entries(tree).map(([path, bytes]) => [`tree/${path}`, bytes])),
    })

  /** Every file, with each secret as `as` writes it. */
  const treeOf = (as: (secret: Planted, index: number) => string) =>
    Object.fromEntries(files.map(({ path, secrets, content }) => [path, content(...secrets.map(as))]))
  const rawOf = ({ value, raw }: Planted) => (raw ? raw(value) : value)

  describe('with values', () => {
    let scanned: Scanned
    beforeAll(async () => {
      scanned = await scan([await build({ ...treeOf(rawOf), ...stores })])
    })

    it.each(files.map((file) => [file.path, file] as const))('finds %s with its line and key', (path, file) => {
      const text = file.content(...file.secrets.map(rawOf))
      for (const secret of file.secrets) {
        const { value, key } = secret
        expectFinding(scanned.report, {
          value,
          key,
          exposure: 'file',
          path,
          line: lineOf(text, rawOf(secret)),
          state: 'live',
        })
      }
    })

    it.each(Object.keys(stores))('finds %s by its magic', (path) => {
      expect(scanned.report.findings.filter((finding) => isAt(finding, path))).toHaveLength(1)
    })

    it('finds nothing else', () => {
      const findings = scanned.report.findings.filter(
        (finding) => !Object.keys(stores).some((path) => isAt(finding, path)),
      )
      expectExactly(
        { ...scanned.report, findings },
        files.flatMap(({ secrets }) => secrets.map(({ value }) => ({ value }))),
      )
    })
  })

  const empty: Record<string, () => Record<string, string>> = {
    'without a value': () => treeOf(() => ''),
    'of no bytes': () =>
      Object.fromEntries([...files.map(({ path }) => path), ...Object.keys(stores)].map((path) => [path, ''])),
  }
  for (const word of placeholders) empty[`with ${word}`] = () => treeOf(({ placeholder }) => placeholder ?? word)

  it.each(Object.keys(empty))('says nothing of the same files %s', async (kind) => {
    expectClean(await scan([await build(empty[kind]!())]))
  })

  it('says nothing of placeholders that are encoded', async () => {
    const tree = treeOf(({ placeholder, raw }) => placeholder ?? (raw ? raw('changeme') : 'changeme'))
    expectClean(await scan([await build(tree)]))
  })
})

function lineOf(text: string, raw: string): number {
  return text.slice(0, text.indexOf(raw)).split('\n').length
}

function isAt(finding: Finding, path: string): boolean {
  return finding.occurrences.every((place) => place.path === path)
}
