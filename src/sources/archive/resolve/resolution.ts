import type { Gap } from '../../../findings/finding.js'
import type { Platform } from '../../../image/platform.js'
import type { Problem } from '../../../problem.js'
import { plainLine } from '../../plain-line.js'
import type { SourceDocument, SourceImage } from '../../source.js'
import type { ArchiveContents, JsonEntry } from '../contents.js'
import type { ArchiveLimits } from '../limits.js'

/** What naming the contents of an archive has come to so far; the steps add to it. */
export type Resolution = {
  contents: ArchiveContents
  limits: ArchiveLimits
  /** As the user named the archive. */
  reference: string
  /** Asked for; unset: what the archive itself puts first. */
  platform?: Platform
  /** Of this machine, for the choice where nothing was asked for. */
  hostPlatform: Platform
  images: SourceImage[]
  documents: SourceDocument[]
  gaps: Gap[]
  problems: Problem[]
  /** What is named and not there: no news where the archive has broken off. */
  lacks: Problem[]
  notes: string[]
  /** Documents that something in the archive names; the rest is inspected as it is. */
  named: Set<JsonEntry>
  /** Index of the image by the folder of a layer in the classic layout, which holds a document about it, too. */
  folders: Map<string, number>
  /** Documents that a manifest names as a layer: they have to be read as one, too. */
  jsonLayers: Set<JsonEntry>
}

/** Notes that an archive can cause at most; a hostile one must not flood a terminal. */
const NOTE_LIMIT = 50

export function addNote({ notes }: Pick<Resolution, 'notes'>, note: string): void {
  if (notes.length < NOTE_LIMIT && !notes.includes(note)) notes.push(plainLine(note))
}
