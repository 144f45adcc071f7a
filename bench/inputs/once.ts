import { existsSync } from 'node:fs'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { places } from '../places.js'

/** Where a file (or folder) of `bench/.work` is, and what its maker told of it. */
export type Made<Facts> = { path: string; facts: Facts }

/**
 * Makes `name` in `bench/.work`, unless it is there and was made by the same recipe: a stamp beside it remembers the recipe and
 * what `make` told. `make` writes to the path that it is given; an interrupted one leaves nothing that counts.
 */
export async function once<Facts>(
  name: string,
  recipe: unknown,
  make: (path: string) => Promise<Facts>,
): Promise<Made<Facts>> {
  const [path, stamp, part] = [
    join(places.work, name),
    join(places.work, `${name}.stamp`),
    `${join(places.work, name)}.part`,
  ]
  const wanted = JSON.stringify(recipe)
  if (existsSync(path) && existsSync(stamp)) {
    const made = JSON.parse(await readFile(stamp, 'utf8')) as { recipe: string; facts: Facts }
    if (made.recipe === wanted) return { path, facts: made.facts }
  }
  console.log(`making ${path}`)
  await mkdir(places.work, { recursive: true })
  for (const old of [path, stamp, part]) await rm(old, { recursive: true, force: true })
  const facts = await make(part)
  await rename(part, path)
  await writeFile(stamp, JSON.stringify({ recipe: wanted, facts }))
  return { path, facts }
}
