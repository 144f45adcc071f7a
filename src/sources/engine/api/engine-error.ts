import type { Problem } from '../../../problem.js'
import { plainLine } from '../../plain-line.js'
import { type Endpoint, engineAt } from './endpoint.js'

type EngineError = { code?: unknown; statusCode?: unknown; message?: unknown; json?: unknown; name?: unknown }

/** HTTP status of an engine's refusal, if the error is one. */
export function statusOf(error: unknown): number | undefined {
  const status = (error as EngineError | null)?.statusCode
  return typeof status === 'number' ? status : undefined
}

/** One line in plain words for an error of a connection or an engine. */
export function engineErrorText(error: unknown): string {
  const { code, name, message, json } = (error ?? {}) as EngineError
  if (name === 'AbortError' || name === 'TimeoutError') return 'no answer in time'
  if (typeof code === 'string' && connectionWords[code]) return connectionWords[code]
  const told = typeof json === 'object' && json !== null ? (json as { message?: unknown }).message : undefined
  if (typeof told === 'string') return plainLine(told)
  // The library wraps an engine's words as `(HTTP code 500) server error - WORDS `.
  return plainLine(String(message ?? error).replace(/^\(HTTP code \d+\) [a-z ]{1,40} - /, ''))
}

const connectionWords: Record<string, string> = {
  ENOENT: 'there is no such socket',
  ENOTSOCK: 'it is not a socket',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  ECONNREFUSED: 'connection refused',
  ECONNRESET: 'the connection broke off',
  EPIPE: 'the connection broke off',
  ENOTFOUND: 'the host name is unknown',
  EAI_AGAIN: 'the host name cannot be looked up now',
  EHOSTUNREACH: 'the host cannot be reached',
  ENETUNREACH: 'the network cannot be reached',
  ETIMEDOUT: 'no answer in time',
  CERT_HAS_EXPIRED: "the engine's certificate has expired",
  DEPTH_ZERO_SELF_SIGNED_CERT: "the engine's certificate is signed by nobody that we trust",
  SELF_SIGNED_CERT_IN_CHAIN: "the engine's certificate is signed by nobody that we trust",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: "the engine's certificate is signed by nobody that we trust",
  ERR_TLS_CERT_ALTNAME_INVALID: "the engine's certificate is for another host",
}

/** Whether the error means that no engine answers at all, not that one refuses. */
export function isUnreachable(error: unknown): boolean {
  const { code, name } = (error ?? {}) as EngineError
  if (name === 'AbortError' || name === 'TimeoutError') return true
  return statusOf(error) === undefined && typeof code === 'string' && code in connectionWords
}

/** The problem for a request that an engine did not fulfil; `what` says what was wanted, e.g. `inspect alpine:3`. */
export function engineProblem(what: string, endpoint: Endpoint, error: unknown): Problem {
  const text = engineErrorText(error)
  if (isUnreachable(error)) {
    return {
      code: 'engine-unreachable',
      message: `${engineAt(endpoint)} cannot be reached: ${text}`,
      hint: 'Check that the engine runs and that you may use it, or scan a file: docker save IMAGE | jetsam scan -',
    }
  }
  return {
    code: 'engine-failed',
    message: `${engineAt(endpoint)} could not ${what}: ${text}`,
    hint: "Look into the engine's own log; the same request by hand is docker save or docker inspect",
  }
}
