import type { Candidate } from '../../findings/candidate.js'
import { decodeBase64 } from './basic-auth.js'

const longestConfig = 65_536

/**
 * The configuration that the build helper "secrets-bridge" passes as a build argument: a base64 JSON with the address of a bridge that
 * lives as long as the build, and a client key made for it. Worth nothing afterwards.
 */
export function judgeThrowAwayKey(name: string, value: string): Candidate[] {
  if (!/(?:^|_)BRIDGE_CONF$/.test(name) || value.length > longestConfig) return []
  const decoded = decodeBase64(value.trim(), 8)
  if (decoded === undefined || !isJsonObject(decoded)) return []
  return [
    {
      signature: 'throw-away-client-key',
      secret: value,
      start: 0,
      end: value.length,
      key: name,
      confidence: 'likely',
      severity: 'low',
      reasons: ['a client key made for one build'],
    },
  ]
}

function isJsonObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null
  } catch {
    return false
  }
}
