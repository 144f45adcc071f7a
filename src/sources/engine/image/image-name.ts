/** An image's name as the engine's API wants it. */
export type ImageName = {
  /** As the user wrote it. */
  given: string
  /** `docker.io`, `ghcr.io`, `localhost:5000`. */
  registry: string
  /** What `fromImage` takes: the name without tag and digest, as written. */
  repository: string
  tag: string
  digest?: string
  /** The name is an id (`sha256:…`), which no registry knows. */
  isId: boolean
}

/**
 * Takes an image's name apart (grammar: https://pkg.go.dev/github.com/distribution/reference). Undefined if it is none, so that
 * nothing else can get into a request's path.
 */
export function parseImageName(given: string): ImageName | undefined {
  const id = /^(?:sha256:)([0-9a-f]{4,64})$/.exec(given)
  if (id) return { given, registry: '', repository: '', tag: '', isId: true }
  const match = /^([^@]{1,255}?)(?::([\w][\w.-]{0,127}))?(?:@([a-z0-9+._-]{1,32}:[0-9a-f]{32,128}))?$/.exec(given)
  const repository = match?.[1] ?? ''
  const segments = repository.split('/')
  const [first = ''] = segments
  const hasHost = segments.length > 1 && (/[.:]/.test(first) || first === 'localhost' || first !== first.toLowerCase())
  const path = hasHost ? segments.slice(1) : segments
  if (!match || !path.every((segment) => /^[a-z0-9]+(?:(?:\.|_{1,2}|-{1,255})[a-z0-9]+)*$/.test(segment)))
    return undefined
  if (
    hasHost &&
    !/^(?:[A-Za-z0-9][A-Za-z0-9-]*(?:\.[A-Za-z0-9][A-Za-z0-9-]*)*|\[[0-9a-fA-F:]+\])(?::\d{1,5})?$/.test(first)
  )
    return undefined
  const registry = hasHost ? first : 'docker.io'
  return { given, registry, repository, tag: match[2] ?? 'latest', ...(match[3] && { digest: match[3] }), isId: false }
}
