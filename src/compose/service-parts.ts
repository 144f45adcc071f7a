import { dirname } from 'node:path'
import type { ComposeDocument, ServicePart } from './part.js'
import { interpolate } from './variables/interpolate.js'
import { resolvedText } from './variables/variables.js'
import { type Loader, pathFrom } from './yaml/loader.js'
import { entriesOf, type TextNode, textsOf, valueAt } from './yaml/node.js'

/** Services that extend services that extend services are followed this deep. */
export const maxExtendsDepth = 16
/** So many parts all services together may have. */
const maxParts = 10_000

/** All that the files say of each service, by its name; what it extends comes first. Source: docs.docker.com, "Extends". */
export async function servicePartsOf(
  loader: Loader,
  documents: readonly ComposeDocument[],
): Promise<Map<string, ServicePart[]>> {
  const services = new Map<string, ServicePart[]>()
  let left = maxParts
  for (const document of documents) {
    for (const [name, node] of entriesOf(valueAt(document.node, 'services'))) {
      const { folder, variables } = document
      const parts = await withBases(loader, { node, folder, variables }, documents, [name])
      left -= parts.length
      if (left < 0) {
        loader.tell(`more than ${maxParts} services`)
        return services
      }
      services.set(name, [...(services.get(name) ?? []), ...parts])
    }
  }
  return services
}

/** A part with those that it extends before it. `chain`: the services that led here. */
async function withBases(
  loader: Loader,
  part: ServicePart,
  documents: readonly ComposeDocument[],
  chain: readonly string[],
): Promise<ServicePart[]> {
  const extended = valueAt(part.node, 'extends')
  if (extended === undefined) return [part]
  const [service] = textsOf(extended.kind === 'map' ? valueAt(extended, 'service') : extended)
  const [file] = textsOf(valueAt(extended, 'file'))
  if (service === undefined) return [part]
  const found = await basesOf(loader, part, file, documents)
  const key = `${file?.text ?? ''} ${service.text}`
  const isEndless = chain.length > maxExtendsDepth || chain.includes(key) || (!file && chain.includes(service.text))
  const bases = found.flatMap((document) => {
    const node = valueAt(document.node, 'services', service.text)
    return node === undefined ? [] : [{ ...document, node }]
  })
  if (isEndless || (found.length > 0 && bases.length === 0)) {
    const why = isEndless ? 'extends a service in circles' : 'extends a service that is not there'
    loader.tell(`${service.file.path}: a service ${why}`)
    return [part]
  }
  const next = file ? [key] : [service.text]
  const all = await Promise.all(bases.map((base) => withBases(loader, base, found, [...chain, key, ...next])))
  return [...all.flat(), part]
}

async function basesOf(
  loader: Loader,
  { folder, variables }: ServicePart,
  file: TextNode | undefined,
  documents: readonly ComposeDocument[],
): Promise<readonly ComposeDocument[]> {
  if (file === undefined) return documents
  const path = pathFrom(folder, resolvedText(interpolate(file.text), variables).value)
  if (path === undefined) {
    loader.tell(`${file.file.path}: a service extends one from elsewhere, which is not read`)
    return []
  }
  const read = await loader.yaml(path)
  return (read?.documents ?? []).map((node) => ({ node, folder: dirname(path), variables }))
}
