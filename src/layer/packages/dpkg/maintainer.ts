import { addressOf, byDomain, hashAddress } from '../maintainer-address.js'
import { debianMaintainers } from './debian-maintainers.js'

/** Domains, and all below them, at which a distribution's own teams and developers have their addresses. */
const domains: Readonly<Record<string, string>> = {
  'debian.org': 'Debian',
  // Where Debian's teams went when lists.alioth.debian.org closed.
  'alioth-lists.debian.net': 'Debian',
  'ubuntu.com': 'Ubuntu',
  'canonical.com': 'Ubuntu',
}

/**
 * The public distribution whose package names this maintainer, in the form `Name <address>` (Debian Policy 5.6.2); undefined for
 * anybody else's.
 *
 * An installed package does not tell where it was downloaded from; its maintainer is the best hint. Ubuntu puts its own address into every
 * package that it builds, and of 63,655 packages of Debian 12 91 % name one of Debian's. The others name a private one, and those
 * addresses are listed. So a package of a maintainer who came later is not known; and whoever builds a package can write any maintainer
 * into it, or leave Debian's in a changed one.
 */
export function distributionOf(maintainer: string): string | undefined {
  const address = addressOf(maintainer)
  if (address === undefined) return undefined
  return byDomain(address, domains) ?? (debianMaintainers().has(hashAddress(address)) ? 'Debian' : undefined)
}
