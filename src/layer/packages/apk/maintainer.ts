import { addressOf, byDomain, hashAddress } from '../maintainer-address.js'

/** Domains at which a distribution's own developers have their addresses. */
const domains: Readonly<Record<string, string>> = {
  'alpinelinux.org': 'Alpine',
  'postmarketos.org': 'postmarketOS',
  'wolfi.dev': 'Wolfi',
  'chainguard.dev': 'Chainguard',
}

/** Private addresses of those who maintain much used packages of Alpine, by `hashAddress`; all stand in the APKBUILDs of aports. */
const alpineMaintainers: ReadonlySet<string> = new Set([
  '055930ef',
  '1c1ca586',
  '2201a9b5',
  '43843ab5',
  '4a46202f',
  '56fb5bff',
  '6b25d905',
  '70a1c926',
  '7abe99f8',
  '8ea1dab8',
  'a7c89e73',
  'bd9f66d3',
  'bed91b16',
  'eb1ca84c',
])

/**
 * The public distribution whose package names this maintainer, in the form `Name <address>`; undefined for anybody else's. The database
 * does not keep who signed a package; its maintainer is the best hint, and can be forged.
 */
export function distributionOf(maintainer: string): string | undefined {
  const address = addressOf(maintainer)
  if (address === undefined) return undefined
  return byDomain(address, domains) ?? (alpineMaintainers.has(hashAddress(address)) ? 'Alpine' : undefined)
}
