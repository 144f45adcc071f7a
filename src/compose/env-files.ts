import { fromByteString } from '../findings/byte-string.js'
import type { ServicePart } from './part.js'
import { interpolate } from './variables/interpolate.js'
import { resolvedText, type Variables } from './variables/variables.js'
import { type Loader, pathFrom } from './yaml/loader.js'
import { type ComposeNode, textsOf, valueAt } from './yaml/node.js'
import type { TextFile } from './yaml/text-file.js'

/** An env file, and the services whose containers get what it holds. `isRaw`: values are taken as they stand, quotes and all. */
export type EnvFile = { file: TextFile; isRaw: boolean; services: string[] }

/** The files under `env_file`, each once. Source: docs.docker.com, "env_file" (`path`, `required`, `format`). */
export async function envFilesOf(
  loader: Loader,
  services: ReadonlyMap<string, readonly ServicePart[]>,
): Promise<EnvFile[]> {
  const found = new Map<string, EnvFile>()
  for (const [service, parts] of services) {
    for (const { path, isNeeded, isRaw } of parts.flatMap((part) => namedFiles(loader, part))) {
      const file = await loader.text(path, isNeeded)
      if (file === undefined) continue
      const key = `${isRaw} ${file.path}`
      const known = found.get(key) ?? { file, isRaw, services: [] }
      known.services = [...new Set([...known.services, fromByteString(service)])]
      found.set(key, known)
    }
  }
  return [...found.values()]
}

type NamedFile = { path: string; isNeeded: boolean; isRaw: boolean }

function namedFiles(loader: Loader, { node, folder, variables }: ServicePart): NamedFile[] {
  const named = valueAt(node, 'env_file')
  const all: ComposeNode[] = named?.kind === 'list' ? named.items : named ? [named] : []
  return all.flatMap((one) => {
    const setting = (key: string) => firstValue(valueAt(one, key), variables)
    const path = firstValue(one.kind === 'map' ? valueAt(one, 'path') : one, variables)
    const at = path === undefined ? undefined : pathFrom(folder, path)
    if (at === undefined) {
      if (path !== undefined) loader.tell('an env file that is not on this machine is not read')
      return []
    }
    return [{ path: at, isNeeded: setting('required') !== 'false', isRaw: setting('format') === 'raw' }]
  })
}

function firstValue(node: ComposeNode | undefined, variables: Variables): string | undefined {
  const [text] = textsOf(node)
  return text && resolvedText(interpolate(text.text), variables).value
}
