import { once } from 'node:events'
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What happens to one answer of the registry on its way; true: it was given, nothing more is to be done. */
export type Trouble = (asked: IncomingMessage, response: ServerResponse, body: Buffer) => boolean

export type InBetween = { host: string; asked: string[]; stop(): Promise<void> }

/** A server that hands on what a registry answers, but for the trouble that it makes. */
export async function startInBetween(registry: string, trouble: Trouble): Promise<InBetween> {
  const asked: string[] = []
  const hand = (from: IncomingMessage, to: ServerResponse) => {
    asked.push(from.url ?? '')
    const headers = { ...from.headers, host: registry }
    const there = request(`http://${registry}${from.url}`, { method: from.method, headers }, async (answer) => {
      const parts: Buffer[] = []
      for await (const part of answer) parts.push(part as Buffer)
      const body = Buffer.concat(parts)
      if (!trouble(from, to, body)) to.writeHead(answer.statusCode ?? 500, answer.headers).end(body)
    })
    there.on('error', () => to.destroy())
    there.end()
  }
  const server = createServer(hand).listen(0, '127.0.0.1')
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
