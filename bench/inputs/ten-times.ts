import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { places } from '../places.js'
import { madeUpSignatures } from './made-up-signatures.js'

type Table = { signatures: unknown[] }
/** As much of the package's builder as is used here. */
type Builder = { buildSignatures(paths: { signatures: string; code: string; table: string }): Promise<unknown> }

/**
 * A copy of the built package that knows ten times as many signatures, made anew from the build of today. It finds its
 * dependencies where the package does, in a folder above.
 */
export async function tenTimesTheSignatures(): Promise<{ dist: string; signatures: number }> {
  const folder = join(places.work, 'ten-times')
  const [dist, signatures] = [join(folder, 'dist'), join(folder, 'signatures')]
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true })
  await cp(places.dist, dist, { recursive: true })
  await cp(join(places.root, 'package.json'), join(folder, 'package.json'))
  await cp(join(places.root, 'signatures'), signatures, { recursive: true })
  const table = join(dist, 'signatures.json')
  const today = await count(table)
  await writeFile(join(signatures, 'made-up.yaml'), madeUpSignatures(9 * today, 1))
  const code = join(dist, 'signatures')
  const { buildSignatures } = (await import(pathToFileURL(join(code, 'build.js')).href)) as Builder
  await buildSignatures({ signatures, code, table })
  return { dist, signatures: await count(table) }
}

async function count(table: string): Promise<number> {
  return (JSON.parse(await readFile(table, 'utf8')) as Table).signatures.length
}
