import { fieldOf, listOf, textOf } from '../../../image/json-shape.js'
import { Failure, type Problem } from '../../../problem.js'
import { plainLine } from '../../plain-line.js'
import { codeOf, HttpError, isCertificateError, isNoTls } from '../http/http-error.js'

/** What was wanted of a registry, for messages. */
export type Wanted = {
  /** As the user named the image. */
  reference: string
  /** e.g. `ghcr.io`. */
  registry: string
  /** What of the image, e.g. `its manifest`, `layer sha256:…`. */
  what: string
}

/** What the registry itself says (https://github.com/opencontainers/distribution-spec/blob/main/spec.md#error-codes), as one line; '' for nothing. */
export function wordsOf(body: Buffer): string {
  try {
    const [first] = listOf(JSON.parse(body.toString('utf8')), 'errors')
    const [code, message] = [textOf(first, 'code'), textOf(first, 'message')]
    const detail = fieldOf(first, 'detail')
    const words = message || (typeof detail === 'string' ? detail : '') || code
    return plainLine(words)
  } catch {
    return ''
  }
}

/** The problem for an answer that is none. `words`: the registry's own; `withheld`: a host to which our credentials were not taken. */
export function refusalProblem(wanted: Wanted, status: number, words = '', withheld?: string): Problem {
  const { reference, registry, what } = wanted
  const because = words === '' ? `${status}` : `${status}: ${words}`
  if (status === 401 || status === 403) {
    const kept = withheld ? `; our credentials were not taken to ${withheld}, where it sends us for a token` : ''
    return {
      code: 'credentials-failed',
      message: `the registry ${registry} refuses to hand out ${what} of ${reference} (${because})${kept}`,
      hint: 'Log in with docker login or podman login as a user who may read the image, or give --username and --password-stdin; check the name',
    }
  }
  if (status === 404) {
    return {
      code: what === manifestOfTag ? 'image-not-found' : 'registry-failed',
      message: `the registry ${registry} has no ${what === manifestOfTag ? `image ${reference}` : `${what} of ${reference}`} (${because})`,
      hint: 'Check the name and the tag; a private image may need docker login',
    }
  }
  return {
    code: 'registry-failed',
    message: `the registry ${registry} could not hand out ${what} of ${reference} (${because})`,
    hint: status === 429 ? 'Try again later, or log in: registries allow more to users they know' : 'Try again later',
  }
}

/** What is wanted first: without it there is no image. */
export const manifestOfTag = 'the manifest'

/** The problem for a request that ended without an answer. */
export function connectionProblem({ reference, registry, what }: Wanted, error: unknown): Problem {
  if (error instanceof Failure) return error.problem
  const words = plainLine(error instanceof Error ? error.message : String(error))
  if (error instanceof HttpError && error.code === undefined) {
    const code = error.status === 401 || error.status === 403 ? 'credentials-failed' : 'registry-failed'
    const hint = 'Check the name of the registry, and the credentials for it'
    return { code, message: `${what} of ${reference} could not be read: ${words}`, hint }
  }
  return {
    code: 'registry-unreachable',
    message: `the registry ${registry} cannot be reached: ${words}`,
    hint: hintFor(error, registry),
  }
}

function hintFor(error: unknown, registry: string): string {
  if (isCertificateError(error)) return 'Give the file of its authority with --registry-ca'
  if (isNoTls(error)) return `If it speaks plain HTTP, allow that with --insecure-registry ${registry}`
  if (codeOf(error) === 'ENOTFOUND') return 'Check the name of the registry, and the proxy if there is one'
  return 'Check the name of the registry, the network and the proxy'
}
