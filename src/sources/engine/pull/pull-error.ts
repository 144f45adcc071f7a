import { Failure, type Problem } from '../../../problem.js'
import type { Endpoint } from '../api/endpoint.js'
import { engineErrorText, engineProblem, isUnreachable, statusOf } from '../api/engine-error.js'

/**
 * The failure for a pull that the engine refused or broke off. Engines tell all causes in free text, so the kind is read from
 * the words that Docker and the registries use; what fits none of them stays `pull-failed`.
 * `trouble` is why credentials could not be had, if so.
 */
export function pullFailure(reference: string, endpoint: Endpoint, error: unknown, trouble?: string): Failure {
  if (isUnreachable(error)) return new Failure(engineProblem(`pull ${reference}`, endpoint, error))
  return new Failure(pullProblem(reference, engineErrorText(error), statusOf(error), trouble))
}

function pullProblem(reference: string, text: string, status: number | undefined, trouble?: string): Problem {
  const words = text.toLowerCase()
  const has = (list: readonly string[]) => list.some((word) => words.includes(word))
  const because = trouble ? `${text} (${trouble})` : text
  if (has(notFoundWords) || (status === 404 && !has(deniedWords))) {
    return {
      code: 'image-not-found',
      message: `${reference} is neither on the engine nor in its registry: ${because}`,
      hint: 'Check the name and the tag; docker images lists what the engine has; a private image needs docker login',
    }
  }
  if (has(deniedWords)) {
    return {
      code: 'credentials-failed',
      message: `the registry refuses to hand out ${reference}: ${because}`,
      hint: 'Log in with docker login REGISTRY as a user who may read the image, and check the name',
    }
  }
  if (has(networkWords)) {
    return {
      code: 'pull-failed',
      message: `the engine cannot reach the registry of ${reference}: ${because}`,
      hint: "Check the engine's network, proxy and DNS, or scan what is there with --pull never",
    }
  }
  return {
    code: 'pull-failed',
    message: `${reference} could not be pulled: ${because}`,
    hint: 'Try docker pull by hand, or scan what is there with --pull never',
  }
}

const notFoundWords = [
  'manifest unknown',
  'repository does not exist',
  'name unknown',
  'no matching manifest',
  'not found: manifest',
]
const deniedWords = [
  'unauthorized',
  'no basic auth credentials',
  'denied',
  'authentication required',
  'forbidden',
  'incorrect username',
]
const networkWords = [
  'dial tcp',
  'no such host',
  'i/o timeout',
  'connection refused',
  'tls handshake',
  'x509',
  'context deadline',
  'proxyconnect',
  'server gave http response',
  'request canceled',
  'connection reset',
  'eof',
]
