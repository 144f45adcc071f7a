/** Documents and stray layers of an archive are named by their digests. */
const sha256 = /(?<![\da-f])[\da-f]{64}(?![\da-f])/g

/** A path or key without the digests in it, which a rebuild changes. */
export function lastingName(text = ''): string {
  return text.replace(sha256, '')
}
