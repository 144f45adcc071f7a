/** Engines with the same API; the word is also the scheme of references to their images. */
export type EngineKind = 'docker' | 'podman'

/** How to reach an engine. */
export type Endpoint = {
  /** Docker's unless told. */
  kind?: EngineKind
  /** As Docker writes it, without credentials: `unix:///var/run/docker.sock`, `tcp://10.0.0.5:2376`. */
  address: string
  connection: SocketConnection | TcpConnection
}

/** A Unix socket or, on Windows, a named pipe. */
export type SocketConnection = { kind: 'socket'; path: string }

export type TcpConnection = { kind: 'tcp'; host: string; port: number; tls?: TlsMaterial }

/** PEM texts. `verify: false` accepts any certificate of the server. */
export type TlsMaterial = { ca?: string; cert?: string; key?: string; verify: boolean }

/** An engine in the middle of a sentence. */
export function engineAt({ kind = 'docker', address }: Endpoint): string {
  return `${kind === 'podman' ? 'Podman' : 'the Docker engine'} at ${address}`
}
