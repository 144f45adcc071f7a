import type { Surroundings } from '../../options.js'
import type { Endpoint } from '../api/endpoint.js'

/** What one way of finding an engine came to. */
export type Attempt =
  | { kind: 'not-applicable' }
  /** `reason` is one line. A `named` engine (by flag, variable or context) ends the search: no other may answer for it. */
  | { kind: 'failed'; reason: string; named: boolean }
  | { kind: 'found'; endpoint: Endpoint; named: boolean }

export type FindOptions = Surroundings & { dockerHost?: string }

/** One way of finding an engine, in the order in which the Docker CLI would try it. */
export type EndpointStrategy = {
  /** For messages, e.g. `DOCKER_HOST`. */
  name: string
  find(options: FindOptions): Promise<Attempt>
}
