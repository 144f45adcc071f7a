import type { Readable } from 'node:stream'
import { request } from 'undici'
import type { Connections } from './connections.js'
import { mayLeadTo } from './hosts.js'
import { codeOf, connectionText, HttpError, isLasting } from './http-error.js'
import { askedWait, isPassing, type Patience, pause, waitBefore } from './retry.js'

export type HttpRequest = {
  method: 'GET' | 'HEAD' | 'POST'
  url: URL
  headers?: Record<string, string>
  body?: string
  signal?: AbortSignal | undefined
}

export type HttpAnswer = {
  status: number
  /** Of a header that came several times, the first. */
  header(name: string): string | undefined
  /** Must be read to its end or destroyed. */
  body: Readable
  /** Where the answer came from, after redirections. */
  url: URL
}

export type HttpClient = {
  connections: Connections
  patience: Patience
  isInsecure: (url: URL) => boolean
}

/** Redirections one after the other, at most. */
const redirectLimit = 5

/**
 * Sends a request, follows redirections and tries again what may pass. An answer of any other status is given as it is.
 * @throws HttpError if there was no answer to the end of our patience; what the signal says if it ended it
 */
export async function exchange(client: HttpClient, asked: HttpRequest): Promise<HttpAnswer> {
  for (let attempt = 1; ; attempt++) {
    let answer: HttpAnswer | undefined
    let failure: unknown
    try {
      answer = await followed(client, asked)
      if (!isPassing(answer.status)) return answer
    } catch (error) {
      asked.signal?.throwIfAborted()
      if (error instanceof HttpError || isLasting(error)) throw asHttpError(error)
      failure = error
    }
    const wait = waitBefore(attempt, client.patience, askedWait(answer?.header('retry-after')))
    if (wait === undefined) {
      if (answer) return answer
      throw asHttpError(failure)
    }
    answer?.body.destroy()
    await pause(wait, asked.signal)
  }
}

function asHttpError(error: unknown): HttpError {
  if (error instanceof HttpError) return error
  const code = codeOf(error)
  return new HttpError(connectionText(error), { cause: error, ...(code && { code }) })
}

/** `Authorization` goes to the host for which it was made and to no other. */
async function followed(client: HttpClient, first: HttpRequest): Promise<HttpAnswer> {
  let { url, headers = {} } = first
  for (let hops = 0; hops <= redirectLimit; hops++) {
    const answer = await send(client, { ...first, url, headers })
    const location = answer.header('location')
    if (![301, 302, 303, 307, 308].includes(answer.status) || location === undefined) return answer
    answer.body.destroy()
    const next = URL.canParse(location, url.href) ? new URL(location, url) : undefined
    if (!next || first.method === 'POST' || !mayLeadTo(url, next, client.isInsecure)) {
      const where = next ? ` to ${next.protocol}//${next.host}` : ''
      throw new HttpError(`${url.host} sends us on${where}, where we do not go`, { status: answer.status })
    }
    if (next.origin !== url.origin) headers = withoutAuthorization(headers)
    url = next
  }
  throw new HttpError(`${first.url.host} sends us round in circles`)
}

function withoutAuthorization(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => name.toLowerCase() !== 'authorization'))
}

async function send(client: HttpClient, { method, url, headers, body, signal }: HttpRequest): Promise<HttpAnswer> {
  const answer = await request(url.href, {
    dispatcher: await client.connections.for(url),
    method,
    headers: { 'user-agent': 'jetsam', 'accept-encoding': 'identity', ...headers },
    ...(body !== undefined && { body }),
    ...(signal && { signal }),
  })
  // A body that is thrown away says so by an error, which nobody waits for.
  answer.body.on('error', () => {})
  return {
    status: answer.statusCode,
    header: (name) => [answer.headers[name]].flat()[0],
    body: answer.body,
    url,
  }
}
