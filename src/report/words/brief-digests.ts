/**
 * A text in which each SHA-256 digest (it names a document or a layer of an archive) is cut to its first twelve digits, which are enough
 * for a reader; the JSON report has all of it.
 */
export function withBriefDigests(text: string): string {
  return text.replace(/(?<![\da-f])([\da-f]{12})[\da-f]{52}(?![\da-f])/g, '$1…')
}
