import { Failure } from '../../../problem.js'
import type { RegistryClient, RegistryRequest } from '../api/client.js'
import type { HttpAnswer } from '../http/exchange.js'

/** A registry that may have the image, opened when it is first asked. */
export type OpenPlace = { host: string; open: () => Promise<RegistryClient> }

/** What mirrors stand before a registry, as one client. `answered`: the host that gave the last answer. */
export type MirroredClient = RegistryClient & {
  answered(): string
  /** What the mirrors came to that did not give what was asked for last; '' if none was asked. */
  before(): string
}

type Asked = Pick<RegistryClient, 'name' | 'patience'>

/**
 * Asks the mirrors in their order, and the registry itself for what none of them gives. A mirror that cannot be reached, or does not let us
 * in, is not asked again. Each has its own connection and its own credentials; none is sent what belongs to another.
 */
export function openMirrored(mirrors: readonly OpenPlace[], origin: OpenPlace, about: Asked): MirroredClient {
  const opened = new Map<OpenPlace, Promise<RegistryClient>>()
  const given = new Set<OpenPlace>()
  let last = origin.host
  let before = ''

  async function askAt(place: OpenPlace, request: RegistryRequest): Promise<HttpAnswer> {
    const pending = opened.get(place) ?? place.open()
    opened.set(place, pending)
    const answer = await (await pending).ask(request)
    last = place.host
    return answer
  }

  return {
    ...about,
    address: `https://${origin.host}`,
    answered: () => last,
    before: () => before,
    async ask(request) {
      const failures: string[] = []
      for (const mirror of mirrors) {
        if (given.has(mirror)) continue
        try {
          const answer = await askAt(mirror, request)
          if (answer.status < 400) return answer
          answer.body.destroy()
          // What it does not have now, it may not have; all else is its own trouble.
          if (answer.status !== 404) given.add(mirror)
          failures.push(`its mirror ${mirror.host} answered ${answer.status}`)
        } catch (error) {
          request.signal?.throwIfAborted()
          if (!(error instanceof Failure)) throw error
          given.add(mirror)
          failures.push(`its mirror ${mirror.host}: ${error.problem.message}`)
        }
      }
      before = failures.length === 0 ? '' : ` (before: ${failures.join('; ')})`
      try {
        return await askAt(origin, request)
      } catch (error) {
        if (!(error instanceof Failure) || failures.length === 0) throw error
        const message = error.problem.message + before
        throw new Failure({ ...error.problem, message }, { cause: error })
      }
    },
  }
}
