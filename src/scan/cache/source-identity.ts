import type { Source } from '../../sources/source.js'
import { fileIdentity, folderIdentity } from './file-identity.js'

/**
 * What a source's result hangs on, as one text: a file's or folder's own identity, an image's id by the word of its engine, or a digest in a registry. Undefined for what must
 * be read each time.
 */
export async function sourceIdentity({ known }: Source): Promise<string | undefined> {
  if (known === undefined) return undefined
  if (known.kind === 'image') return JSON.stringify(['image', known.id, known.diffIds, known.asked])
  if (known.kind === 'content') return JSON.stringify(['content', known.digest, known.asked])
  const { kind, path, asked } = known
  const identity = kind === 'file' ? await fileIdentity(path) : await folderIdentity(path)
  return identity && JSON.stringify([kind, path, identity, asked])
}
