import { baseNameOf } from '../dockerfile/final-stage.js'
import { parseDockerfile } from '../dockerfile/parse.js'
import { embeddedDockerfile } from '../dockerfile/provenance.js'
import { parseImageName } from '../image-name.js'
import { fieldOf, listOf, textOf } from '../json-shape.js'
import { type BaseClaim, claimOf, sha256Of } from './claim.js'

type Material = { name: string; digest: string }

/**
 * The image that a build began with, by an in-toto statement with SLSA provenance of version 1 or 0.2, as BuildKit writes it; `scratch` if it
 * began with nothing. Undefined where the statement leaves a doubt: several images were used, and it does not tell which for the last stage.
 * Source: https://github.com/moby/buildkit/blob/master/docs/attestations/slsa-definitions.md
 */
export function baseOfProvenance(statement: unknown): BaseClaim | 'scratch' | undefined {
  const materials = imagesIn(statement)
  const dockerfile = embeddedDockerfile(statement)
  const named = dockerfile && baseNameOf(parseDockerfile(dockerfile.text), dockerfile.target)
  if (named === 'scratch') return 'scratch'
  // A name with a variable in it tells nothing.
  const isTold = named !== undefined && !named.includes('$')
  const chosen = isTold ? materials.filter(({ name }) => isSame(name, named)) : materials
  const [one] = chosen
  return one && chosen.length === 1 ? claimOf(one.name, one.digest, 'provenance') : undefined
}

/** The images that were used, each once, but for those that read the Dockerfile. */
function imagesIn(statement: unknown): Material[] {
  const predicate = fieldOf(statement, 'predicate')
  const all = [
    ...listOf(fieldOf(predicate, 'buildDefinition'), 'resolvedDependencies'),
    ...listOf(predicate, 'materials'),
  ]
  const images = new Map<string, Material>()
  for (const material of all) {
    const name = nameOfPurl(textOf(material, 'uri'))
    if (name === undefined || /^docker\/(?:dockerfile|buildkit)[\w.-]*[:@]/.test(name)) continue
    images.set(name, { name, digest: sha256Of(fieldOf(material, 'digest')) })
  }
  return [...images.values()]
}

/** `pkg:docker/127.0.0.1%3A5577/base@1?platform=linux%2Famd64` (https://github.com/package-url/purl-spec/blob/main/types-doc/docker-definition.md). */
function nameOfPurl(uri: string): string | undefined {
  const [, path, version] = /^pkg:docker\/([^@?#]{1,1000})(?:@([^?#]{1,200}))?/.exec(uri) ?? []
  if (path === undefined) return undefined
  try {
    const tag = version && decodeURIComponent(version)
    return decodeURIComponent(path) + (tag === undefined ? '' : `${tag.startsWith('sha256:') ? '@' : ':'}${tag}`)
  } catch {
    return undefined
  }
}

/** Whether two names mean one image: `debian:12` and `docker.io/library/debian:12@sha256:…`. */
function isSame(one: string, other: string): boolean {
  const [a, b] = [parseImageName(one), parseImageName(other)]
  if (!a || !b) return false
  const isPlace = a.registry === b.registry && a.repository === b.repository
  return isPlace && (a.tag === b.tag || a.tag === undefined || b.tag === undefined)
}
