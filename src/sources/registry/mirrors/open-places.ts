import type { ImageName } from '../../../image/image-name.js'
import { Failure } from '../../../problem.js'
import { registryCredentials } from '../../credentials/credentials.js'
import type { RegistryOptions, Surroundings } from '../../options.js'
import { openRepository, type RegistryClient } from '../api/client.js'
import type { HttpClient } from '../http/exchange.js'
import { type MirroredClient, type OpenPlace, openMirrored } from './mirrored-client.js'
import { readRegistriesConf } from './registries-conf.js'
import { type ImagePlace, placesOf } from './rules.js'

type PlaceOptions = Surroundings & { registry?: RegistryOptions }

/**
 * Where an image is to be asked for: at the mirrors of `--registry-mirror`, at those of `registries.conf`, and at its registry.
 * @throws Failure if its registry is blocked, or the configuration cannot be read
 */
export async function findPlaces(name: ImageName, options: PlaceOptions): Promise<ImagePlace[]> {
  const flags = (options.registry?.mirrors ?? []).map(({ prefix, location, insecure }) => {
    return { prefix, insecure: false, blocked: false, mirrors: [{ location, insecure, pulls: 'all' as const }] }
  })
  const places = placesOf(name, [...flags, ...(await readRegistriesConf(options))])
  if (places !== 'blocked') return places
  const message = `${name.text}: registries.conf blocks ${name.registry}`
  throw new Failure({
    code: 'registry-unreachable',
    message,
    hint: 'Take the block out of it, or name another registry',
  })
}

/**
 * A client for all of them: each place has credentials of its own, and those of the command line are for the registry that the user named.
 * `onTrouble`: why credentials for the registry itself could not be had.
 */
export function openPlaces(
  http: HttpClient,
  name: ImageName,
  places: readonly ImagePlace[],
  options: PlaceOptions,
  onTrouble: (trouble: string | undefined) => void,
  signal?: AbortSignal,
): MirroredClient {
  const openAt = (place: ImagePlace): OpenPlace => ({
    host: place.name.registry,
    open: (): Promise<RegistryClient> => {
      const credentials = async () => {
        const { login } = options.registry ?? {}
        if (login && !place.isMirror) return { serveraddress: place.name.registry, ...login }
        const found = await registryCredentials(place.name, options)
        if (!place.isMirror) onTrouble(found.trouble)
        return found.auth
      }
      return openRepository(http, place.name, credentials, signal)
    },
  })
  const origin = places.find(({ isMirror }) => !isMirror) ?? { name, insecure: false, isMirror: false }
  const mirrors = places.filter(({ isMirror }) => isMirror)
  return openMirrored(mirrors.map(openAt), openAt(origin), { name, patience: http.patience })
}
