import type { AuthConfig } from '../../credentials/auth-config.js'
import type { HttpClient } from '../http/exchange.js'
import { HttpError } from '../http/http-error.js'
import { readChallenges } from './challenge.js'
import { trustInRealm } from './realm.js'
import { basic, fetchToken } from './token.js'

export type AuthorizeOptions = {
  client: HttpClient
  /** `https://HOST:PORT/` of the registry. */
  registry: URL
  /** Of which something is to be read. */
  repository: string
  /** The credentials for the registry; asked for only if it wants any, and once. */
  credentials: () => Promise<AuthConfig | undefined>
}

/** `withheld`: where our credentials were not taken to, although the registry sent us there. */
export type Authorized = { authorization: string; withheld?: string }

/**
 * Answers a registry's demand (a `WWW-Authenticate` header): gives the `Authorization` for the next try. Undefined if it asks for nothing
 * that we have.
 * @throws HttpError if no token could be had
 */
export async function authorize(
  { client, registry, repository, credentials }: AuthorizeOptions,
  header: string,
  signal?: AbortSignal,
): Promise<Authorized | undefined> {
  const challenges = readChallenges(header)
  const bearer = challenges.find(({ scheme }) => scheme === 'bearer')
  const auth = await credentials()
  if (!bearer) {
    const wantsBasic = challenges.some(({ scheme }) => scheme === 'basic')
    return wantsBasic && auth?.password !== undefined ? { authorization: basic(auth) } : undefined
  }
  if (auth?.registrytoken) return { authorization: `Bearer ${auth.registrytoken}` }
  const realm = realmOf(bearer.parameters.get('realm') ?? '', registry)
  const trust = trustInRealm(realm, registry, client.isInsecure)
  if (trust === 'no')
    throw new HttpError(`${registry.host} sends us to ${realm.protocol}//${realm.host} for a token, where we do not go`)
  const scope = bearer.parameters.get('scope') || `repository:${repository}:pull`
  const service = bearer.parameters.get('service') ?? ''
  const token = await fetchToken(client, { realm, service, scope, auth: trust === 'yes' ? auth : undefined, signal })
  return { authorization: `Bearer ${token}`, ...(auth && trust !== 'yes' && { withheld: realm.host }) }
}

function realmOf(text: string, registry: URL): URL {
  if (URL.canParse(text)) return new URL(text)
  throw new HttpError(`${registry.host} wants a token and does not say from where`)
}
