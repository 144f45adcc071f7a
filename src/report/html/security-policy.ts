import { createHash } from 'node:crypto'

/**
 * The Content-Security-Policy of a page that loads nothing: the one style and the one script in it are named by their hashes, nothing
 * else is applied, run or fetched, and no form is sent (CSP level 3). For a `<meta>` element.
 */
export function securityPolicy(style: string, script: string): string {
  return [
    "default-src 'none'",
    `style-src ${hashOf(style)}`,
    `script-src ${hashOf(script)}`,
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
  ].join('; ')
}

function hashOf(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`
}
