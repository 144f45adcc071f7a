import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { places } from '../places.js'

type Table = { digest: string; signatures: { patterns: unknown[] }[] }

/**
 * A copy of the built package that knows only every tenth of the signatures that have patterns. Today's are the whole of the public
 * lists, so what ten times as many cost is told by a tenth of them. It finds its dependencies where the package does, in a folder above.
 */
export async function tenthOfTheSignatures(): Promise<{ dist: string; signatures: number }> {
  const folder = join(places.work, 'tenth')
  const dist = join(folder, 'dist')
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true })
  await cp(places.dist, dist, { recursive: true })
  await cp(join(places.root, 'package.json'), join(folder, 'package.json'))
  const path = join(dist, 'signatures.json')
  const table = JSON.parse(await readFile(path, 'utf8')) as Table
  let seen = 0
  const signatures = table.signatures.filter(({ patterns }) => patterns.length === 0 || seen++ % 10 === 0)
  await writeFile(path, JSON.stringify({ digest: `${table.digest} tenth`, signatures }))
  return { dist, signatures: signatures.length }
}
