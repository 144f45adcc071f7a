import { dirname, join } from 'node:path'
import type { ComposeDocument } from './part.js'
import { interpolate } from './variables/interpolate.js'
import { resolvedText, type Variables, variablesOf } from './variables/variables.js'
import { type Loader, pathFrom } from './yaml/loader.js'
import { type ComposeNode, textsOf, valueAt } from './yaml/node.js'
import type { TextFile } from './yaml/text-file.js'

/** Files that include files that include files are followed this deep. */
export const maxIncludeDepth = 16

/**
 * The documents of Compose files that are merged in this order, those that they include before them. `env`: the environment of the process.
 * Source: docs.docker.com, "Include" and "Interpolation".
 */
export async function readDocuments(
  loader: Loader,
  paths: readonly string[],
  env: Variables['env'],
): Promise<ComposeDocument[]> {
  const folder = dirname(paths[0]!)
  const own = await loader.text(join(folder, '.env'), false)
  const variables = variablesOf(own ? [own] : [], { env, files: new Map() })
  return readFiles(loader, { paths, folder, variables, above: [] })
}

type Group = { paths: readonly string[]; folder: string; variables: Variables; above: readonly string[] }

async function readFiles(loader: Loader, { paths, folder, variables, above }: Group): Promise<ComposeDocument[]> {
  const out: ComposeDocument[] = []
  for (const path of paths) {
    if (above.includes(path) || above.length > maxIncludeDepth) {
      loader.tell(`an include goes round in circles, or is nested deeper than ${maxIncludeDepth}`)
      continue
    }
    for (const node of (await loader.yaml(path))?.documents ?? []) {
      out.push(...(await readIncludes(loader, node, { paths, folder, variables, above: [...above, path] })))
      out.push({ node, folder, variables })
    }
  }
  return out
}

async function readIncludes(loader: Loader, node: ComposeNode, group: Group): Promise<ComposeDocument[]> {
  const include = valueAt(node, 'include')
  const out: ComposeDocument[] = []
  for (const one of include?.kind === 'list' ? include.items : []) {
    const named = (key: string, from: string) => pathsOf(loader, valueAt(one, key), from, group.variables)
    const paths = one.kind === 'map' ? named('path', group.folder) : pathsOf(loader, one, group.folder, group.variables)
    if (paths.length === 0) continue
    const folder = named('project_directory', group.folder)[0] ?? dirname(paths[0]!)
    const told = named('env_file', group.folder)
    const envFiles = await readAll(loader, told.length > 0 ? told : [join(folder, '.env')], told.length > 0)
    const variables = variablesOf(envFiles, group.variables)
    out.push(...(await readFiles(loader, { paths, folder, variables, above: group.above })))
  }
  return out
}

function pathsOf(loader: Loader, node: ComposeNode | undefined, from: string, variables: Variables): string[] {
  return textsOf(node).flatMap(({ text, file }) => {
    const path = pathFrom(from, resolvedText(interpolate(text), variables).value)
    if (path === undefined) loader.tell(`${file.path}: what it includes from elsewhere is not read`)
    return path ?? []
  })
}

async function readAll(loader: Loader, paths: readonly string[], isNeeded: boolean): Promise<TextFile[]> {
  const files = await Promise.all(paths.map((path) => loader.text(path, isNeeded)))
  return files.filter((file) => file !== undefined)
}
