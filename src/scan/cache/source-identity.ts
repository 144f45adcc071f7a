import type { Source } from '../../sources/source.js'
import { fileIdentity } from './file-identity.js'

/**
 * What a source's result hangs on, as one text: a file's own identity, or an image's id by the word of its engine. Undefined for what must
 * be read each time.
 */
export async function sourceIdentity({ known }: Source): Promise<string | undefined> {
  if (known === undefined) return undefined
  if (known.kind === 'image') return JSON.stringify(['image', known.id, known.diffIds, known.asked])
  const file = await fileIdentity(known.path)
  return file && JSON.stringify(['file', known.path, file, known.asked])
}
