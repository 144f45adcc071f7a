/** Upper bound for what stands between the two lines of a PEM block, in bytes. An RSA key of 16,384 bits has 13 KiB. */
export const pemBodyLimit = 60_000

/** The first and the last line of a PEM block (RFC 7468). */
export function pemFrame(label: string): { begin: string; end: string } {
  return { begin: `-----BEGIN ${label}-----`, end: `-----END ${label}-----` }
}
