import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { json, type Member, sha256 } from '../build-archive.js'

export type Asked = { method: string; path: string; headers: IncomingMessage['headers']; body: string }
export type Hook = (asked: Asked, response: ServerResponse) => boolean | Promise<boolean>

export type FakeServer = {
  /** `127.0.0.1:PORT`. */
  host: string
  /** All that was asked, in order. */
  asked: Asked[]
  stop(): Promise<void>
}

/** A server on this machine; a hook that gives true has answered. What no hook answers is not found. */
export async function startServer(hooks: readonly Hook[], tls?: { key: string; cert: string }): Promise<FakeServer> {
  const asked: Asked[] = []
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    let body = ''
    for await (const part of request) body += String(part)
    const one = { method: request.method ?? '', path: request.url ?? '', headers: request.headers, body }
    asked.push(one)
    for (const hook of hooks) if (await hook(one, response)) return
    send(response, 404, json({ errors: [{ code: 'NOT_FOUND', message: 'not here' }] }))
  }
  const listener = (request: IncomingMessage, response: ServerResponse) => void answer(request, response)
  const server = tls ? createTlsServer(tls, listener) : createServer(listener)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    host: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    stop: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

export function send(response: ServerResponse, status: number, body: string | Uint8Array, headers = {}): true {
  response.writeHead(status, { 'content-length': body.length, ...headers }).end(body)
  return true
}

/** What a registry of one repository, `app`, holds: blobs and manifests by digest, and tags. */
export function contentOf(members: readonly Member[], tags: Record<string, string>): Hook {
  const blobs = new Map(
    members.flatMap((member) =>
      'bytes' in member ? [[`sha256:${sha256(member.bytes)}`, Buffer.from(member.bytes)]] : [],
    ),
  )
  return ({ method, path, headers }, response) => {
    if (path === '/v2/') return send(response, 200, '{}')
    const [, kind, reference = ''] = /^\/v2\/app\/(manifests|blobs)\/([^/?]+)$/.exec(path) ?? []
    const digest = kind === 'manifests' ? (tags[reference] ?? reference) : reference
    const bytes = blobs.get(digest)
    if (!bytes) return false
    const mediaType = kind === 'manifests' ? { 'content-type': mediaTypeOf(bytes) } : {}
    const told = { ...mediaType, 'docker-content-digest': digest }
    const start = Number(/^bytes=(\d+)-$/.exec(headers.range ?? '')?.[1] ?? 0)
    if (method === 'HEAD') return send(response, 200, '', { ...told, 'content-length': bytes.length })
    if (start === 0) return send(response, 200, bytes, told)
    const range = `bytes ${start}-${bytes.length - 1}/${bytes.length}`
    return send(response, 206, bytes.subarray(start), { ...told, 'content-range': range })
  }
}

function mediaTypeOf(manifest: Buffer): string {
  return (JSON.parse(manifest.toString()) as { mediaType: string }).mediaType
}
