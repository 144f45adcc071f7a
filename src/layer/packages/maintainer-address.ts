import { createHash } from 'node:crypto'

/** The address of a maintainer in the form `Name <address>`, in lower case; undefined if there is none. */
export function addressOf(maintainer: string): string | undefined {
  const start = maintainer.lastIndexOf('<') + 1
  const end = maintainer.indexOf('>', start)
  const address = maintainer.slice(start, end === -1 ? undefined : end).toLowerCase()
  return start > 0 && address.includes('@') ? address : undefined
}

/** What the table says of the address's domain, or of one above it. */
export function byDomain(address: string, domains: Readonly<Record<string, string>>): string | undefined {
  const domain = address.slice(address.lastIndexOf('@') + 1)
  return Object.entries(domains).find(([known]) => domain === known || domain.endsWith(`.${known}`))?.[1]
}

/** The first 8 hex digits of the address's SHA-256: enough to know a public list's private addresses again, without repeating them. */
export function hashAddress(address: string): string {
  return createHash('sha256').update(address, 'latin1').digest('hex').slice(0, 8)
}
