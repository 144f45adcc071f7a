import type { Gap } from '../../../findings/finding.js'
import type { Descriptor } from '../../../image/descriptor.js'
import { formatPlatform, type Platform, type PlatformChoice } from '../../../image/platform.js'
import type { LayoutChoice } from '../../../image/reference.js'
import type { Problem } from '../../../problem.js'
import { plainLine } from '../../plain-line.js'
import type { SourceDocument, SourceImage } from '../../source.js'
import { type ArchiveContents, findBlob, type JsonEntry } from '../contents.js'
import type { ArchiveLimits } from '../limits.js'

/** What naming the contents of an archive or layout has come to so far; the steps add to it. */
export type Resolution = {
  contents: ArchiveContents
  limits: ArchiveLimits
  /** As the user named the archive. */
  reference: string
  /** What is told as the source of images that an index names. */
  source: string
  /** Asked for; unset: what the archive itself puts first. */
  platform?: PlatformChoice
  /** Of this machine, for the choice where nothing was asked for. */
  hostPlatform: Platform
  /** The one image that was asked for, where all of them were not. */
  choice?: LayoutChoice
  /** Where to begin, if not at the entries of `index.json`. */
  roots?: readonly Descriptor[]
  /** Digests that an index names and that were left out on purpose. */
  absent?: ReadonlySet<string>
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
  /** Ids of the blobs of what was asked for, and of what was not; those that two platforms share are in both. */
  asked: Set<string>
  unasked: Set<string>
  unaskedPlatforms: Set<string>
  /** Tags that there are; of them the chosen one may be missing. */
  tags: Set<string>
  isChosenThere: boolean
  /** Names of blobs of another size than their manifest says. */
  wrongSizes: Set<string>
}

/** Notes that an archive can cause at most; a hostile one must not flood a terminal. */
const NOTE_LIMIT = 50

export function addNote({ notes }: Pick<Resolution, 'notes'>, note: string): void {
  if (notes.length < NOTE_LIMIT && !notes.includes(note)) notes.push(plainLine(note))
}

/** Notes that these blobs belong to what was asked for, and holds their sizes against what their manifest says. */
export function markAsked({ contents, asked, wrongSizes }: Resolution, descriptors: readonly Descriptor[]): void {
  for (const { digest, size } of descriptors) {
    const entry = findBlob(contents, digest)
    if (!entry) continue
    asked.add(entry.blob)
    const isBroken = entry.kind === 'blob' && entry.isBroken
    const length = entry.kind === 'json' ? entry.text.length : entry.size
    if (size !== undefined && size !== length && !isBroken) wrongSizes.add(digest)
  }
}

/** Notes that these blobs belong to something else: nothing of them is to be told. */
export function markUnasked({ contents, named, unasked }: Resolution, descriptors: readonly Descriptor[]): void {
  for (const { digest } of descriptors) {
    const entry = findBlob(contents, digest)
    if (entry?.kind === 'json') named.add(entry)
    if (entry) unasked.add(entry.blob)
  }
}

/** Whether nothing of a blob was asked for. Of all that nothing names, one image that was chosen has no part. */
export function isUnasked({ choice, asked, unasked }: Resolution, blob: string): boolean {
  return !asked.has(blob) && (choice !== undefined || unasked.has(blob))
}

/** One line for all platforms that were left out. */
export function notePlatforms(resolution: Resolution): void {
  const names = [...resolution.unaskedPlatforms]
  if (names.length === 0) return
  const what = names.length === 1 ? `platform ${names[0]} was` : `platforms ${names.join(', ')} were`
  addNote(resolution, `${what} not asked for; --platform all scans every one`)
}

export function platformName(platform: Platform | undefined): string {
  return platform ? formatPlatform(platform) : 'unknown'
}
