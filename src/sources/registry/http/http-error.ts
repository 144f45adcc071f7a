import { plainLine } from '../../plain-line.js'

/** A request that came to nothing. `status`: of the last answer, if there was one. `code`: of the error, as Node.js or undici name it. */
export class HttpError extends Error {
  readonly status: number | undefined
  readonly code: string | undefined
  constructor(message: string, { status, code, cause }: { status?: number; code?: string; cause?: unknown } = {}) {
    super(message, { cause })
    this.name = 'HttpError'
    this.status = status
    this.code = code
  }
}

/** The code of a connection's error, which may stand a few causes deep. */
export function codeOf(error: unknown): string | undefined {
  for (let at: unknown = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth++) {
    const { code } = at as NodeJS.ErrnoException
    if (typeof code === 'string' && code !== 'UND_ERR_SOCKET') return code
    if (code === 'UND_ERR_SOCKET' && at.cause === undefined) return code
  }
  return undefined
}

/** One line in plain words for an error of a connection. */
export function connectionText(error: unknown): string {
  const code = codeOf(error)
  if (code !== undefined && words[code] !== undefined) return words[code]
  if (code !== undefined && isTlsCode(code)) return 'it speaks no TLS that we understand'
  return plainLine(error instanceof Error ? error.message : String(error))
}

/** Whether trying again at once does not help: a certificate, no TLS at all, or nobody is there. */
export function isLasting(error: unknown): boolean {
  const code = codeOf(error) ?? ''
  return isCertificateCode(code) || isTlsCode(code) || code === 'ENOTFOUND' || code === 'ECONNREFUSED'
}

/** Whether the other side's certificate is not one that we trust. */
export function isCertificateError(error: unknown): boolean {
  return isCertificateCode(codeOf(error) ?? '')
}

/** Whether the other side may be a server of plain HTTP: it answers, but not as TLS has it. */
export function isNoTls(error: unknown): boolean {
  const code = codeOf(error) ?? ''
  return isTlsCode(code) || code === 'ECONNRESET' || code === 'UND_ERR_SOCKET'
}

function isTlsCode(code: string): boolean {
  return code.startsWith('ERR_SSL_') || code === 'EPROTO'
}

function isCertificateCode(code: string): boolean {
  return code === 'CERT_HAS_EXPIRED' || code.startsWith('ERR_TLS_CERT') || words[code] === untrusted
}

const untrusted = 'its certificate is signed by nobody that we trust'
const words: Record<string, string> = {
  ECONNREFUSED: 'connection refused',
  ECONNRESET: 'the connection broke off',
  EPIPE: 'the connection broke off',
  UND_ERR_SOCKET: 'the connection broke off',
  ENOTFOUND: 'the host name is unknown',
  EAI_AGAIN: 'the host name cannot be looked up now',
  EHOSTUNREACH: 'the host cannot be reached',
  ENETUNREACH: 'the network cannot be reached',
  ETIMEDOUT: 'no answer in time',
  UND_ERR_CONNECT_TIMEOUT: 'no answer in time',
  UND_ERR_HEADERS_TIMEOUT: 'no answer in time',
  UND_ERR_BODY_TIMEOUT: 'it stopped in the middle of its answer',
  CERT_HAS_EXPIRED: 'its certificate has expired',
  DEPTH_ZERO_SELF_SIGNED_CERT: untrusted,
  SELF_SIGNED_CERT_IN_CHAIN: untrusted,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: untrusted,
  UNABLE_TO_GET_ISSUER_CERT: untrusted,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: untrusted,
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another host',
}
