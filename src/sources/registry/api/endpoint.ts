import { exchange, type HttpClient } from '../http/exchange.js'
import { isLoopback } from '../http/hosts.js'
import { isCertificateError } from '../http/http-error.js'

/** Where Docker Hub's registry really is. */
const hubHost = 'registry-1.docker.io'

/**
 * The address of a registry (`docker.io`, `ghcr.io`, `localhost:5000`): by TLS. On this machine, and where the user allows it, plain HTTP
 * is taken if there is no TLS; never because a certificate is wrong.
 */
export async function findEndpoint(registry: string, client: HttpClient, signal?: AbortSignal): Promise<URL> {
  const secure = new URL(`https://${registry === 'docker.io' ? hubHost : registry}/`)
  const plain = new URL(secure.href.replace('https:', 'http:'))
  if (!isLoopback(secure.hostname) && !client.isInsecure(secure)) return secure
  try {
    const once = { ...client, patience: { ...client.patience, attempts: 1 } }
    const answer = await exchange(once, { method: 'GET', url: new URL('v2/', secure), signal })
    answer.body.destroy()
    return secure
  } catch (error) {
    signal?.throwIfAborted()
    return isCertificateError(error) ? secure : plain
  }
}
