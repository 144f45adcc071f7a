import type { Descriptor } from '../../../../image/descriptor.js'
import { readManifest } from '../../../../image/manifest.js'
import type { LayoutChoice } from '../../../../image/reference.js'
import { findBlob, parseJson } from '../../contents.js'
import type { Resolution } from '../resolution.js'

type Chosen = Pick<Resolution, 'choice' | 'contents'>

/** An entry of the outermost index, with all its tags. */
export type Root = { descriptor: Descriptor; tags: string[] }

/** Annotations in which builders and engines keep an image's name or its tag alone. */
const nameAnnotations = ['io.containerd.image.name', 'org.opencontainers.image.ref.name']

/** The entries of the outermost index that were asked for, each digest once; with them what hangs on them: signatures, attestations. */
export function chooseRoots(
  resolution: Chosen & Pick<Resolution, 'tags' | 'isChosenThere'>,
  descriptors: readonly Descriptor[],
): Root[] {
  const roots = new Map<string, Root>()
  for (const descriptor of descriptors) {
    const root = roots.get(descriptor.digest) ?? { descriptor, tags: [] }
    for (const tag of namesOf(descriptor)) if (!root.tags.includes(tag)) root.tags.push(tag)
    roots.set(descriptor.digest, root)
  }
  const { choice, tags } = resolution
  if (!choice) return [...roots.values()]
  for (const root of roots.values()) for (const tag of root.tags) tags.add(tag)
  const chosen = [...roots.values()].filter((root) => isChosen(root, choice))
  if (chosen.length === 0) chosen.push(...nestedRoot(resolution, choice))
  resolution.isChosenThere ||= chosen.length > 0
  const digests = new Set(chosen.map(({ descriptor }) => descriptor.digest))
  const others = [...roots.values()].filter(({ descriptor }) => !digests.has(descriptor.digest))
  return [...chosen, ...others.filter((root) => hangsOn(resolution, root, digests))]
}

/** Whether a name is, or ends in, the tag that was asked for. */
export function hasTag(name: string, tag: string): boolean {
  return name === tag || name.endsWith(`:${tag}`)
}

function namesOf({ annotations }: Descriptor): string[] {
  const name = nameAnnotations.map((key) => annotations.get(key)).find(Boolean)
  return name ? [name] : []
}

function isChosen({ descriptor, tags }: Root, choice: LayoutChoice): boolean {
  return 'digest' in choice ? descriptor.digest === choice.digest : tags.some((name) => hasTag(name, choice.tag))
}

/** A digest may be that of one platform, which only an inner index names. */
function nestedRoot({ contents }: Chosen, choice: LayoutChoice): Root[] {
  if (!('digest' in choice) || findBlob(contents, choice.digest)?.kind !== 'json') return []
  return [{ descriptor: { mediaType: '', digest: choice.digest, annotations: new Map() }, tags: [] }]
}

/** By its `subject`, or by a tag made of the digest, as clients without a referrers API write it. */
function hangsOn({ contents }: Chosen, { descriptor, tags }: Root, digests: ReadonlySet<string>): boolean {
  if (tags.some((tag) => digests.has(tag.slice(0, 'sha256-'.length + 64).replace('-', ':')))) return true
  const entry = findBlob(contents, descriptor.digest)
  if (entry?.kind !== 'json') return false
  const subject = readManifest(parseJson(entry)).subject?.digest
  return subject !== undefined && digests.has(subject)
}
