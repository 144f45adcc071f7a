import type { Finding } from '../../findings/finding.js'

/** The kind of secret, with its provider where the title does not name it. */
export function titleOf({ signature }: Pick<Finding, 'signature'>): string {
  const { title, provider } = signature
  return provider && !title.toLowerCase().includes(provider.toLowerCase()) ? `${title} (${provider})` : title
}
