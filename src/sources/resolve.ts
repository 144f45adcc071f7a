import { resolve } from 'node:path'
import { Failure } from '../problem.js'
import { openArchive, openArchiveStream } from './archive/open-archive.js'
import type { ArchiveOptions } from './archive/read-archive.js'
import { openAllImages } from './engine/all/open-all.js'
import { findEngine } from './engine/find/find-engine.js'
import type { SourceOptions } from './options.js'
import { plainLine } from './plain-line.js'
import { openImageByName } from './resolve/open-image-by-name.js'
import { parseSourceReference } from './resolve/source-reference.js'
import { surroundingsOf } from './resolve/surroundings.js'
import type { Source } from './source.js'

/**
 * Opens what a reference names: an image of the engine, an archive, or standard input. An image is pulled here, if need be.
 * Without a reference: every image of the engine and its build-cache records.
 * @throws Failure that says what each place came to
 */
export async function resolveReference(
  reference: string | undefined,
  options: SourceOptions,
  signal?: AbortSignal,
): Promise<Source> {
  const all = { ...options, ...surroundingsOf(options) }
  const { hostPlatform, platform } = all
  if (reference === undefined) return openAllImages(await findEngine(all), { hostPlatform }, signal)
  const asked = parseSourceReference(reference)
  const archive: ArchiveOptions = { reference, hostPlatform, ...(platform && { platform }) }
  switch (asked.kind) {
    case 'stdin':
      return openArchiveStream(all.stdin, { ...archive, reference: 'standard input' })
    case 'archive':
      return openArchive(resolve(all.cwd, asked.path), archive)
    case 'image':
      return openImageByName(asked, () => findEngine(all), all, signal)
    case 'unsupported':
      throw new Failure({
        code: 'usage',
        message: `${asked.scheme}: is not supported yet`,
        hint: `Scan an archive (docker-archive:FILE, oci-archive:FILE) or an image of the engine; one called ${asked.scheme} is docker:${plainLine(reference)}`,
      })
  }
}
