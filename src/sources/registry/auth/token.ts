import { textOf } from '../../../image/json-shape.js'
import type { AuthConfig } from '../../credentials/auth-config.js'
import { exchange, type HttpClient } from '../http/exchange.js'
import { HttpError } from '../http/http-error.js'
import { readBody } from '../http/read-body.js'

/** Longest answer of a token server that is read, in bytes. */
const answerLimit = 256 * 1024

export type TokenRequest = {
  realm: URL
  service: string
  scope: string
  auth: AuthConfig | undefined
  signal?: AbortSignal | undefined
}

/**
 * Fetches a bearer token: with an identity token by OAuth 2 (https://distribution.github.io/distribution/spec/auth/oauth/), else by the
 * older way, with or without a password (https://distribution.github.io/distribution/spec/auth/token/).
 * @throws HttpError
 */
export async function fetchToken(
  client: HttpClient,
  { realm, service, scope, auth, signal }: TokenRequest,
): Promise<string> {
  const answer = auth?.identitytoken
    ? await exchange(client, {
        method: 'POST',
        url: realm,
        headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
        body: new URLSearchParams({
          grant_type: 'refresh_token',
          service,
          scope,
          client_id: 'jetsam',
          refresh_token: auth.identitytoken,
        }).toString(),
        signal,
      })
    : await exchange(client, {
        method: 'GET',
        url: withQuery(realm, service, scope, auth),
        headers: { accept: 'application/json', ...(auth?.password !== undefined && { authorization: basic(auth) }) },
        signal,
      })
  const text = await readBody(answer.body, answerLimit)
  if (answer.status !== 200)
    throw new HttpError(`${realm.host} gives no token (${answer.status})`, { status: answer.status })
  const token = tokenIn(text)
  if (token === '') throw new HttpError(`${realm.host} gives no token`)
  return token
}

/** `Authorization` of a user and a password. */
export function basic({ username = '', password = '' }: AuthConfig): string {
  return `Basic ${Buffer.from(`${username}:${password}`, 'utf8').toString('base64')}`
}

function withQuery(realm: URL, service: string, scope: string, auth: AuthConfig | undefined): URL {
  const url = new URL(realm)
  if (service !== '') url.searchParams.set('service', service)
  url.searchParams.append('scope', scope)
  if (auth?.username) url.searchParams.set('account', auth.username)
  return url
}

/** A token ends up in a header: nothing but what a header may hold. */
function tokenIn(text: Buffer): string {
  try {
    const json: unknown = JSON.parse(text.toString('utf8'))
    const token = textOf(json, 'token') || textOf(json, 'access_token')
    return /^[\x21-\x7e]+$/.test(token) ? token : ''
  } catch {
    return ''
  }
}
