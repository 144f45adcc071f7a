import { resolve } from 'node:path'
import { parsePlatformChoice } from '../image/platform.js'
import { parseReference } from '../image/reference.js'
import type { SourceOptions } from './options.js'
import { surroundingsOf } from './resolve/surroundings.js'
import type { Source } from './source.js'

/**
 * Opens what a reference names: an image of an engine or a registry, an archive, a layout, or standard input. An image is pulled here, if need be.
 * Without a reference: every image of the engine and its build-cache records.
 * @throws Failure that says what each place came to
 */
export async function resolveReference(
  text: string | undefined,
  options: SourceOptions,
  signal?: AbortSignal,
): Promise<Source> {
  const { platform: platformText, ...rest } = options
  const platform = platformText === undefined ? undefined : parsePlatformChoice(platformText)
  const all = { ...rest, ...surroundingsOf(options), ...(platform && { platform }) }
  const { hostPlatform } = all
  // Each way in is loaded when it is taken: together they cost more than a scan whose result is known.
  if (text === undefined) {
    const [{ findEngine }, { openAllImages }] = await Promise.all([
      import('./engine/find/find-engine.js'),
      import('./engine/all/open-all.js'),
    ])
    return openAllImages(await findEngine(all), { hostPlatform }, signal)
  }
  const reference = parseReference(text)
  const choice = 'choice' in reference ? reference.choice : undefined
  const archive = { reference: text, hostPlatform, ...(platform && { platform }), ...(choice && { choice }) }
  switch (reference.kind) {
    case 'stdin': {
      const { openArchiveStream } = await import('./archive/open-archive.js')
      return openArchiveStream(all.stdin, { ...archive, reference: 'standard input' })
    }
    case 'archive': {
      const { openArchive } = await import('./archive/open-archive.js')
      const path = resolve(all.cwd, reference.path)
      return { ...(await openArchive(path, archive)), known: { kind: 'file', path, asked: JSON.stringify(archive) } }
    }
    case 'image': {
      const { openImageByName } = await import('./resolve/open-image-by-name.js')
      return openImageByName(reference, all, signal)
    }
    case 'folder': {
      const { openLayout } = await import('./layout/open-layout.js')
      return openLayout(resolve(all.cwd, reference.path), archive)
    }
  }
}
