import { readImageConfig } from '../../image/config.js'
import { parseReference } from '../../image/reference.js'
import { Failure, type Problem } from '../../problem.js'
import type { SourceOptions } from '../../sources/options.js'
import { resolveReference } from '../../sources/resolve.js'
import type { LayerReader, SourceImage } from '../../sources/source.js'
import type { KnownBase } from './find-base.js'

export type OpenedBases = { bases: KnownBase[]; problems: Problem[] }

/** Finds out what the layers of the images are that others may have been built on. None is pulled into an engine for it, unless that was named. */
export async function openBases(
  references: readonly string[],
  options: SourceOptions,
  signal?: AbortSignal,
): Promise<OpenedBases> {
  const opened = await Promise.all(references.map((reference) => openBase(reference, options, signal)))
  return { bases: opened.flatMap((one) => one.bases), problems: opened.flatMap((one) => one.problems) }
}

async function openBase(reference: string, options: SourceOptions, signal?: AbortSignal): Promise<OpenedBases> {
  try {
    const images = await describe(reference, options, signal)
    return { bases: images.map((image) => knownBase(reference, image)), problems: [] }
  } catch (error) {
    signal?.throwIfAborted()
    if (!(error instanceof Failure)) throw error
    return { bases: [], problems: [{ ...error.problem, message: `--base: ${error.problem.message}` }] }
  }
}

async function describe(reference: string, options: SourceOptions, signal?: AbortSignal): Promise<SourceImage[]> {
  const parsed = parseReference(reference)
  const isName = parsed.kind === 'image' && parsed.scheme === undefined && options.pull !== 'never'
  const source = await resolveReference(reference, isName ? { ...options, pull: 'never' } : options, signal).catch(
    (error: unknown) => {
      const isMissing = error instanceof Failure && missing.has(error.problem.code)
      if (!isName || !isMissing || 'id' in parsed.image) throw error
      return resolveReference(`registry:${reference}`, options, signal)
    },
  )
  return source.describe ? source.describe(signal) : (await source.read(noReader, signal)).images
}

const missing: ReadonlySet<Problem['code']> = new Set(['image-not-found', 'engine-unreachable'])

/** An archive's layers are passed over. */
const noReader: LayerReader = () => ({ write: () => undefined, end: async () => {}, fail: async () => {} })

function knownBase(reference: string, { config, layers, digest }: SourceImage): KnownBase {
  const { history, diffIds } = readImageConfig(config)
  return {
    name: nameOf(reference),
    ...(digest && { digest }),
    diffIds: layers.length > 0 ? layers.map(({ diffId }) => diffId) : diffIds,
    rows: history.length,
  }
}

/** Without the scheme, which says where it was looked for. */
function nameOf(reference: string): string {
  return reference.replace(/^(?:docker|podman|registry):/, '')
}
