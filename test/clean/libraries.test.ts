import { readFileSync } from 'node:fs'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { faultsOfClean, faultsOfPlanted } from '../../bench/inputs/clean/faults.js'
import { choosePlaces, type Planted, withTokens } from '../../bench/inputs/clean/plant.js'
import { freshTokens, type Signature } from '../../bench/inputs/clean/tokens.js'
import { randomFrom } from '../../bench/inputs/content.js'
import { filesOf } from '../../bench/inputs/files-of.js'
import { type Entry, file, writeImageArchive } from '../../bench/inputs/image-archive.js'
import { expandTemplate } from '../../src/signatures/expand.js'
import { mustRun } from '../engine/harness/process.js'
import { type Scanned, scan } from '../engine/harness/scan.js'
import { describePackages } from './packages.js'

/** Libraries that speak of credentials all day, and bring keys for their tests. `bench/clean.ts` has many more. */
const modules = [
  'jsonwebtoken@9.0.3',
  'node-forge@1.4.3',
  'selfsigned@5.5.0',
  'ssh2@1.17.0',
  'stripe@23.1.0',
  'octokit@5.0.5',
]
const distributions = ['azure-identity==1.27.0', 'cryptography==50.0.2', 'django==5.2.19', 'paramiko==5.1.0']
const tokens = 60
const minutes = 60_000

describePackages('an image of libraries', () => {
  let folder: string
  let root: string
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'jetsam-clean-'))
    root = join(folder, 'root')
    const [application, site] = [join(root, 'srv/app'), join(root, 'usr/local/lib/python3.11/site-packages')]
    await mkdir(application, { recursive: true })
    await writeFile(join(application, 'package.json'), '{"private":true}')
    const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--prefix', application]
    await mustRun('npm', ['install', ...quiet, ...modules], { timeout: 5 * minutes })
    const pip = ['-m', 'pip', 'install', '--only-binary=:all:', '--quiet', '--target', site]
    await mustRun('python3', [...pip, ...distributions], { timeout: 5 * minutes })
  }, 10 * minutes)
  afterAll(() => rm(folder, { recursive: true, force: true }))

  it('is clean, and what it holds is told with a reason', async () => {
    const { code, report } = await scanned('clean.tar', entries())
    expect(report.coverage.files).toBeGreaterThan(3000)
    expect(faultsOfClean(report, [])).toEqual([])
    expect(report.findings.length).toBeLessThanOrEqual(20)
    expect(report.suppressed.length).toBeGreaterThan(30)
    expect(code).toBe(0)
  })

  it('gives away every token that is planted in it, wherever it stands', async () => {
    const table = new URL('../../dist/signatures.json', import.meta.url)
    const { signatures } = JSON.parse(readFileSync(table, 'utf8')) as { signatures: Signature[] }
    const random = randomFrom(1)
    const fresh = freshTokens(signatures, tokens, 'planted', expandTemplate, random)
    const files = [...entries()].map(({ header }) => ({ path: header.name, size: header.size ?? 0 }))
    const planted: Planted[] = choosePlaces(files, fresh, random)
    const { report } = await scanned('planted.tar', withTokens(entries(), planted, random))
    expect(faultsOfPlanted(report, planted)).toEqual([])
  })

  function* entries(): Generator<Entry> {
    for (const path of [...filesOf(root)].sort()) yield file(path.slice(root.length + 1), readFileSync(path))
  }

  async function scanned(name: string, layer: Iterable<Entry> | AsyncIterable<Entry>): Promise<Scanned> {
    const path = join(folder, name)
    await writeImageArchive(path, 'jetsam-test:libraries', [layer], 'plain')
    return scan([path, '--no-cache'], { timeout: 5 * minutes })
  }
})
