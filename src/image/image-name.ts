import { isDigest } from './descriptor.js'

/** An image's name, taken apart and filled up: `alpine` is `docker.io/library/alpine:latest`. */
export type ImageName = {
  /** As written. */
  text: string
  /** `docker.io`, `ghcr.io`, `localhost:5000`. */
  registry: string
  /** The path below the registry, e.g. `library/alpine`. */
  repository: string
  /** Without a digest `latest` unless told; undefined if there is a digest and no tag. */
  tag?: string
  digest?: string
}

/** An image's id: `sha256:` and 64 hex digits, or as many as the user wrote. No registry knows it. */
export type ImageId = { text: string; id: string }

/**
 * Reads an id: with `sha256:`, any number of hex digits, without it exactly 64. Fewer digits without the prefix may be a name, and an
 * engine decides.
 */
export function parseImageId(text: string): ImageId | undefined {
  if (/^[0-9a-f]{64}$/.test(text)) return { text, id: `sha256:${text}` }
  return /^sha256:[0-9a-f]{4,64}$/.test(text) ? { text, id: text } : undefined
}

/** Reads a name by the grammar of https://pkg.go.dev/github.com/distribution/reference; undefined if it is none. */
export function parseImageName(text: string): ImageName | undefined {
  if (text.length > 1024) return undefined
  const [named = '', digest, ...more] = text.split('@')
  if (more.length > 0 || (digest !== undefined && !isDigest(digest))) return undefined
  const slash = named.lastIndexOf('/')
  const colon = named.indexOf(':', slash + 1)
  const tag = colon === -1 ? undefined : named.slice(colon + 1)
  if (tag !== undefined && !/^\w[\w.-]{0,127}$/.test(tag)) return undefined
  const place = placeOf(colon === -1 ? named : named.slice(0, colon))
  if (place === undefined) return undefined
  const usual = digest === undefined ? 'latest' : undefined
  const told = tag ?? usual
  return { text, ...place, ...(told !== undefined && { tag: told }), ...(digest !== undefined && { digest }) }
}

/** The first part is a registry if it looks like a host: with a dot, a port, capitals, or `localhost`. */
function placeOf(name: string): Pick<ImageName, 'registry' | 'repository'> | undefined {
  const [first = '', ...rest] = name.split('/')
  const isHost = rest.length > 0 && (/[.:[]/.test(first) || first === 'localhost' || first !== first.toLowerCase())
  const path = isHost ? rest : [first, ...rest]
  if (!path.every(isPathComponent) || path.join('/').length > 255) return undefined
  if (!isHost) return { registry: 'docker.io', repository: path.length === 1 ? `library/${path[0]}` : path.join('/') }
  if (!/^(?:[A-Za-z0-9](?:[A-Za-z0-9.-]{0,252}[A-Za-z0-9])?|\[[0-9a-fA-F:]{2,45}\])(?::\d{1,5})?$/.test(first))
    return undefined
  const dockerHub = first === 'docker.io' || first === 'index.docker.io'
  const short = dockerHub && path.length === 1
  return { registry: dockerHub ? 'docker.io' : first, repository: short ? `library/${path[0]}` : path.join('/') }
}

/** Lower-case words, joined by a dot, one or two underscores, or dashes. */
function isPathComponent(part: string): boolean {
  return /^[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?$/.test(part) && !/\.[._-]|_[.-]|-[._]|___/.test(part)
}
