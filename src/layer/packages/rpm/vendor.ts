/** What a package says of whoever built it. Byte strings. */
export type RpmOrigin = { vendor: string; distribution: string }

/**
 * Vendors that are a distribution and nothing else, as they stand in its packages (`rpm -qi`). A build service for everybody (Copr,
 * `obs://`) writes another one.
 */
const vendors: Readonly<Record<string, string>> = {
  'Red Hat, Inc.': 'Red Hat',
  'Fedora Project': 'Fedora',
  CentOS: 'CentOS',
  'CentOS Project': 'CentOS',
  'Rocky Enterprise Software Foundation': 'Rocky Linux',
  Rocky: 'Rocky Linux',
  AlmaLinux: 'AlmaLinux',
  'AlmaLinux OS Foundation': 'AlmaLinux',
  'Amazon Linux': 'Amazon Linux',
  'Amazon.com': 'Amazon Linux',
  'Oracle America': 'Oracle Linux',
  'SUSE LLC <https://www.suse.com/>': 'SUSE',
  'SUSE LINUX Products GmbH, Nuernberg, Germany': 'SUSE',
  'SUSE LINUX GmbH, Nuernberg, Germany': 'SUSE',
  openSUSE: 'openSUSE',
  'Mageia.Org': 'Mageia',
  'ALT Linux Team': 'ALT Linux',
  'http://openeuler.org': 'openEuler',
  'Scientific Linux': 'Scientific Linux',
}

/** Vendors with other products beside their distribution: there the package must name that, too. */
const makers: readonly { vendor: RegExp; distribution: RegExp; name: string }[] = [
  { vendor: /^Microsoft Corporation$/, distribution: /^(?:Azure Linux|Mariner|CBL-Mariner)\b/, name: 'Azure Linux' },
  { vendor: /^(?:VMware, Inc\.?|Broadcom(?:,? Inc\.?)?)$/, distribution: /^Photon\b/, name: 'Photon OS' },
]

/** The public distribution whose package this is; undefined for anybody else's. Whoever builds a package can write any vendor into it. */
export function distributionOf({ vendor, distribution }: RpmOrigin): string | undefined {
  if (Object.hasOwn(vendors, vendor)) return vendors[vendor]
  return makers.find((one) => one.vendor.test(vendor) && one.distribution.test(distribution))?.name
}
