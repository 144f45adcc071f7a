import { type ImageName, parseImageName } from '../../../image/image-name.js'

/** Where images are had whose names begin with `prefix` (`docker.io`, `docker.io/library`; `*.example.com` is any host below). */
export type RegistryRule = {
  prefix: string
  /** What stands in the place of the prefix at the registry itself; unset: the prefix. */
  location?: string
  insecure: boolean
  /** Nothing is to be had from there. */
  blocked: boolean
  mirrors: MirrorRule[]
}

/** `pulls`: which images are asked for there, by how they are named. */
export type MirrorRule = { location: string; insecure: boolean; pulls: 'all' | 'digest-only' | 'tag-only' }

/** One registry that may have an image, and its name there. */
export type ImagePlace = { name: ImageName; insecure: boolean; isMirror: boolean }

/** Where an image is to be asked for, in this order; the last one is the registry itself. */
export function placesOf(name: ImageName, rules: readonly RegistryRule[]): ImagePlace[] | 'blocked' {
  const fitting = rules.filter((rule) => restOf(name, rule.prefix) !== undefined)
  const longest = Math.max(...fitting.map(({ prefix }) => prefix.length))
  // The rules of the command line and of a file may be about one prefix.
  const own = fitting.filter(({ prefix }) => prefix.length === longest)
  if (own.some(({ blocked }) => blocked)) return 'blocked'
  const mirrors = own.flatMap((rule) => rule.mirrors.map((mirror) => ({ ...mirror, prefix: rule.prefix })))
  const asked = mirrors.filter(
    ({ pulls }) => pulls === 'all' || (pulls === 'digest-only') === (name.digest !== undefined),
  )
  const origin = own.find(({ location }) => location !== undefined)
  return [
    ...asked.flatMap(({ prefix, location, insecure }) => placeAt(name, prefix, location, { insecure, isMirror: true })),
    ...placeAt(name, origin?.prefix ?? '', origin?.location, {
      insecure: own.some(({ insecure }) => insecure),
      isMirror: false,
    }),
  ]
}

function placeAt(
  name: ImageName,
  prefix: string,
  location: string | undefined,
  how: Omit<ImagePlace, 'name'>,
): ImagePlace[] {
  if (location === undefined) return [{ name, ...how }]
  const rest = prefix.startsWith('*.') ? `/${name.repository}` : (restOf(name, prefix) ?? '')
  // A name at a registry is below a path; the location alone need not have one.
  const there = parseImageName(`${location}${rest}`)
  if (!there) return []
  const { registry, repository } = there
  return [{ name: { ...name, registry, repository }, ...how }]
}

/** What follows the prefix; undefined if the name does not begin with it. */
function restOf({ registry, repository }: ImageName, prefix: string): string | undefined {
  if (prefix.startsWith('*.')) return registry.endsWith(prefix.slice(1)) ? `/${repository}` : undefined
  const whole = `${registry}/${repository}`
  if (whole === prefix) return ''
  return whole.startsWith(`${prefix}/`) ? whole.slice(prefix.length) : undefined
}
