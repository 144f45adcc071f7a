/** How to reach an engine. */
export type Endpoint = {
  /** As Docker writes it, without credentials: `unix:///var/run/docker.sock`, `tcp://10.0.0.5:2376`. */
  address: string
  connection: SocketConnection | TcpConnection
}

/** A Unix socket or, on Windows, a named pipe. */
export type SocketConnection = { kind: 'socket'; path: string }

export type TcpConnection = { kind: 'tcp'; host: string; port: number; tls?: TlsMaterial }

/** PEM texts. `verify: false` accepts any certificate of the server. */
export type TlsMaterial = { ca?: string; cert?: string; key?: string; verify: boolean }
