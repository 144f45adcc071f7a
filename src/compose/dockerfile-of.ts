import { fromByteString } from '../findings/byte-string.js'
import type { ServicePart } from './part.js'
import { interpolate } from './variables/interpolate.js'
import { resolvedText } from './variables/variables.js'
import { type Loader, pathFrom } from './yaml/loader.js'
import { type ComposeNode, textsOf, valueAt } from './yaml/node.js'

/** The Dockerfile that a service is built from, where it lies on this machine. `path`: as a report shows it. */
export async function dockerfileOf(
  loader: Loader,
  parts: readonly ServicePart[],
): Promise<{ path: string; text: string } | undefined> {
  const build = parts.findLast(({ node }) => valueAt(node, 'build') !== undefined)
  if (build === undefined) return undefined
  const settings = valueAt(build.node, 'build')
  if (valueAt(settings, 'dockerfile_inline')) return undefined
  const told = (node: ComposeNode | undefined) => {
    const [text] = textsOf(node)
    return text && resolvedText(interpolate(text.text), build.variables).value
  }
  const context = pathFrom(
    build.folder,
    told(settings?.kind === 'text' ? settings : valueAt(settings, 'context')) ?? '.',
  )
  const path = context && pathFrom(context, told(valueAt(settings, 'dockerfile')) ?? 'Dockerfile')
  const file = path === undefined ? undefined : await loader.look(path)
  return file && { path: file.path, text: fromByteString(file.text) }
}
