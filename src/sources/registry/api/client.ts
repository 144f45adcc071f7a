import type { ImageName } from '../../../image/image-name.js'
import { Failure } from '../../../problem.js'
import type { AuthConfig } from '../../credentials/auth-config.js'
import { type Authorized, authorize } from '../auth/authorize.js'
import { exchange, type HttpAnswer, type HttpClient, type HttpRequest } from '../http/exchange.js'
import { readBody } from '../http/read-body.js'
import type { Patience } from '../http/retry.js'
import { findEndpoint } from './endpoint.js'
import { connectionProblem, refusalProblem, type Wanted, wordsOf } from './registry-error.js'

/** One repository of a registry, as https://github.com/opencontainers/distribution-spec/blob/main/spec.md has it. */
export type RegistryClient = {
  name: ImageName
  /** Where it was found, e.g. `https://registry-1.docker.io`. */
  address: string
  patience: Patience
  /**
   * Asks for something below the repository (`manifests/3.20`). Any answer but a refusal of our credentials is given as it is.
   * @throws Failure if there is none
   */
  ask(request: RegistryRequest): Promise<HttpAnswer>
}

export type RegistryRequest = {
  method?: 'GET' | 'HEAD'
  path: string
  /** For messages; see `Wanted`. */
  what: string
  headers?: Record<string, string>
  signal?: AbortSignal | undefined
}

/** Longest refusal whose words are read, in bytes. */
const refusalLimit = 64 * 1024

/** `credentials` are asked for once, and only if the registry wants any. */
export async function openRepository(
  client: HttpClient,
  name: ImageName,
  credentials: () => Promise<AuthConfig | undefined>,
  signal?: AbortSignal,
): Promise<RegistryClient> {
  const { registry, repository, text: reference } = name
  const base = await findEndpoint(registry, client, signal)
  let known: Authorized | undefined
  let pending: Promise<Authorized | undefined> | undefined
  let asked: Promise<AuthConfig | undefined> | undefined
  const once = () => {
    asked ??= credentials()
    return asked
  }
  const options = { client, registry: base, repository, credentials: once }

  /** Many requests may be refused at the same time; one of them gets the token for all. */
  async function renew(demand: string, signal?: AbortSignal): Promise<Authorized | undefined> {
    pending ??= authorize(options, demand, signal).finally(() => {
      pending = undefined
    })
    known = await pending
    return known
  }

  return {
    name,
    address: base.origin,
    patience: client.patience,
    async ask({ method = 'GET', path, what, headers = {}, signal }) {
      const wanted: Wanted = { reference, registry, what }
      const request: HttpRequest = { method, url: new URL(`v2/${repository}/${path}`, base), signal }
      const send = () =>
        exchange(client, { ...request, headers: { ...headers, ...(known && { authorization: known.authorization }) } })
      try {
        const before = known
        const answer = await send()
        if (!isDemand(answer, base)) return answer
        answer.body.destroy()
        const demand = answer.header('www-authenticate') ?? ''
        const isNew = known !== before || (await renew(demand, signal)) !== undefined
        const second = isNew ? await send() : answer
        if (second.status === 401 || second.status === 403)
          throw new Failure(refusalProblem(wanted, second.status, await refusalOf(second, isNew), known?.withheld))
        return second
      } catch (error) {
        signal?.throwIfAborted()
        throw error instanceof Failure ? error : new Failure(connectionProblem(wanted, error), { cause: error })
      }
    },
  }
}

function isDemand({ status, url, header }: HttpAnswer, base: URL): boolean {
  return status === 401 && url.origin === base.origin && header('www-authenticate') !== undefined
}

async function refusalOf({ body }: HttpAnswer, isFresh: boolean): Promise<string> {
  if (!isFresh) return ''
  return wordsOf(await readBody(body, refusalLimit).catch(() => Buffer.alloc(0)))
}

/** The problem for an answer that does not bring what was wanted; its words are read. */
export async function refusalFor(
  { name }: RegistryClient,
  what: string,
  answer: HttpAnswer,
): Promise<ReturnType<typeof refusalProblem>> {
  const words = await refusalOf(answer, true)
  return refusalProblem({ reference: name.text, registry: name.registry, what }, answer.status, words)
}
