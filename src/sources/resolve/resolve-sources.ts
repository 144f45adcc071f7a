import { resolve } from 'node:path'
import { Failure } from '../../problem.js'
import { openArchive, openArchiveStream } from '../archive/open-archive.js'
import { openAllImages } from '../engine/all/open-all.js'
import type { EngineClient } from '../engine/api/client.js'
import { findEngine } from '../engine/find/find-engine.js'
import type { SourceOptions } from '../options.js'
import { plainLine } from '../plain-line.js'
import type { Source } from '../source.js'
import { openImageByName } from './open-image-by-name.js'
import { parseSourceReference } from './source-reference.js'
import { surroundingsOf } from './surroundings.js'

/**
 * Opens what each reference names, in that order. An engine is looked for once, and only if a reference wants one.
 * @throws Failure for the first reference that cannot be opened
 */
export async function resolveSources(
  references: readonly string[],
  options: SourceOptions,
  signal?: AbortSignal,
): Promise<Source[]> {
  const opener = createOpener(options, signal)
  const parsed = references.map((reference) => ({ reference, asked: parseSourceReference(reference) }))
  if (parsed.filter(({ asked }) => asked.kind === 'stdin').length > 1) {
    throw new Failure({ code: 'usage', message: 'standard input can be read only once', hint: 'Name - a single time' })
  }
  const sources: Source[] = []
  for (const { reference } of parsed) sources.push(await opener(reference))
  return sources
}

/** Every image of the engine, and its build-cache records. */
export async function resolveAllImages(options: SourceOptions, signal?: AbortSignal): Promise<Source[]> {
  const surroundings = surroundingsOf(options)
  const client = await findEngine({ ...options, ...surroundings })
  return [await openAllImages(client, surroundings, signal)]
}

function createOpener(options: SourceOptions, signal: AbortSignal | undefined): (reference: string) => Promise<Source> {
  const all = { ...options, ...surroundingsOf(options) }
  const { platform, hostPlatform, cwd, stdin } = all
  let client: Promise<EngineClient> | undefined
  const engine = () => {
    client ??= findEngine(all)
    return client
  }
  return async (reference) => {
    const asked = parseSourceReference(reference)
    const archive = { reference, hostPlatform, ...(platform && { platform }) }
    switch (asked.kind) {
      case 'stdin':
        return openArchiveStream(stdin, { ...archive, reference: 'standard input' })
      case 'archive':
        return openArchive(resolve(cwd, asked.path), archive)
      case 'image':
        return openImageByName(asked, engine, all, signal)
      case 'unsupported':
        throw new Failure({
          code: 'usage',
          message: `${asked.scheme}: is not supported yet`,
          hint: `Scan an archive (docker-archive:FILE, oci-archive:FILE) or an image of the engine; one called ${asked.scheme} is docker:${plainLine(reference)}`,
        })
    }
  }
}
