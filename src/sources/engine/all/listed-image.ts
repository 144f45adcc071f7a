import { textOf, textsOf } from '../../../image/json-shape.js'

/** An image as the engine lists it. */
export type ListedImage = { id: string; parent: string; name: string; tags: string[] }

/** The answer of `GET /images/json`, each id once, with all its tags. */
export function listedImages(answer: unknown): ListedImage[] {
  const images = new Map<string, ListedImage>()
  for (const item of Array.isArray(answer) ? (answer as unknown[]) : []) {
    const id = textOf(item, 'Id')
    if (!/^[a-z0-9]+:[0-9a-f]+$/.test(id)) continue
    const tags = textsOf(item, 'RepoTags').filter((tag) => !tag.startsWith('<none>'))
    const known = images.get(id)
    if (known) known.tags = [...new Set([...known.tags, ...tags])]
    else images.set(id, { id, parent: textOf(item, 'ParentId'), name: '', tags })
  }
  for (const image of images.values()) image.name = image.tags[0] ?? image.id.replace(/^.*:/, '').slice(0, 12)
  return [...images.values()]
}

/** The images with each one behind its parent and next to its kin, so that those that share layers fall into one export. */
export function byKinship(images: readonly ListedImage[]): ListedImage[] {
  const ids = new Set(images.map((image) => image.id))
  const children = new Map<string, ListedImage[]>()
  const stack: ListedImage[] = []
  for (const image of images) {
    const isRoot = !ids.has(image.parent) || image.parent === image.id
    const kin = isRoot ? stack : (children.get(image.parent) ?? [])
    kin.push(image)
    if (!isRoot) children.set(image.parent, kin)
  }
  const ordered = new Set<ListedImage>()
  for (let image = stack.pop(); image !== undefined; image = stack.pop()) {
    ordered.add(image)
    stack.push(...(children.get(image.id) ?? []))
  }
  // Parents in a circle, which no honest engine tells, have no root.
  for (const image of images) ordered.add(image)
  return [...ordered]
}
