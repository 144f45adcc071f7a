import { isHarmless } from '../../detect/values/harmless.js'
import { passwordHash } from '../../detect/values/password-hash.js'
import { estimateBits } from '../../detect/values/strength.js'
import type { Candidate } from '../../findings/candidate.js'
import { judgeBasicAuth, judgeUserPassword } from './basic-auth.js'
import { judgeConnections } from './connection.js'
import { kindOfName, type NameKind } from './name.js'
import { shift, withoutOverlaps } from './placed.js'
import { isProxyName, judgeProxy } from './proxy.js'
import { judgeSecret, unquote } from './secret.js'
import { judgeThrowAwayKey } from './throw-away-key.js'
import { judgeUrls } from './url.js'

/** A longer value is no password; what is recognisable in it is the detector's. Credentials in URLs are still looked for at its start. */
export const longestJudgedValue = 16_384

/** A `*_KEY` of no known owner is a secret only if it is this hard to guess. */
const keyBits = 48
const authBits = 60

const mailAddress = /^[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){0,4}\.[a-z]{2,12}$/i
/** Under `API_KEY` the name of a stage, or `test-secret`, says that there is none; as a password it is a default one. */
const stage =
  /^(?:(?:tests?|testing|temp|tmp|dev|development|demo|local|ci|staging|prod|production)|(?:test|fake|mock|no|some|any|temp|tmp|build|ci|sample|stub|invalid|wrong|bad|missing)[-_ ]?(?:secret|key|token)(?:[-_ ]?(?:key|token|base))?)$/i
const tokenName = /^[a-z]{2,12}(?:[-_][a-z]{2,12}){0,3}[-_](?:key|token)$/i
/** Google's ids of web sites and tag containers, which every page shows. */
const analyticsId = /^(?:G|GTM|AW|UA|DC)-[A-Z0-9-]{4,16}$/

/**
 * Judges a variable by its name and its value: `secret-variable`, `password-variable`, `default-password`, `url-password`,
 * `proxy-password`, `basic-auth`, `throw-away-client-key` or `internal-address`. Offsets are relative to `value`. PEM values are left
 * to the detector. Both are byte strings.
 */
export function judgeVariable(name: string, value: string): Candidate[] {
  const { text, start } = unquote(value)
  if (text.length === 0) return []
  return judgeText(name, text.slice(0, longestJudgedValue), text.length > longestJudgedValue).map((found) =>
    shift(found, start),
  )
}

function judgeText(name: string, text: string, cut: boolean): Candidate[] {
  const bridge = judgeThrowAwayKey(name, text)
  if (bridge.length > 0) return bridge
  if (isProxyName(name)) return judgeProxy(name, text)
  const inside = withoutOverlaps([...judgeUrls(text, name), ...judgeConnections(text, name)])
  if (inside.length > 0 || cut) return inside
  const kind = kindOfName(name)
  if (kind === undefined || text.includes('-----BEGIN ')) return []
  return judgeByName(name, kind, text)
}

function judgeByName(name: string, kind: NameKind, text: string): Candidate[] {
  const fallback = /^\$\{\w{1,80}:?-(?=[^${}]{3,200}\}$)/.exec(text)?.[0].length
  if (fallback !== undefined) {
    // What stands where nobody sets the variable.
    return judgeByName(name, kind, text.slice(fallback, -1)).map((one) =>
      shift({ ...one, confidence: 'possible' }, fallback),
    )
  }
  if (kind === 'auth') return judgeAuth(name, text)
  if (isHarmlessHere(name, kind, text)) return []
  const hash = /^(?:[\w.-]{1,64}:)?(\$[\s\S]*)$/.exec(text)?.[1]
  if (hash !== undefined && passwordHash.test(hash)) {
    const found = judgeSecret(hash, { signature: 'linux-password-hash', key: name })
    return found.map((one) => shift(one, text.length - hash.length))
  }
  if (/credential|creds|us(?:e)?rpwd/i.test(name)) {
    const pair = judgeUserPassword(text, { signature: 'password-variable', key: name })
    if (pair.length > 0) return pair
  }
  if (kind === 'key' && !looksLikeKey(text)) return []
  const signature = kind === 'password' ? 'password-variable' : 'secret-variable'
  return judgeSecret(text, { signature, key: name })
}

/** Random enough for the value of any `*_KEY`, and no identifier of words (`latency_p99`). */
function looksLikeKey(text: string): boolean {
  if (estimateBits(text) < keyBits || /\s/.test(text) || !/[A-Za-z]/.test(text) || !/\d/.test(text)) return false
  return !/^[A-Za-z]{2,20}(?:[_.:/-][A-Za-z]{0,20}\d{0,4}[A-Za-z]{0,2}){1,8}$/.test(text)
}

function isHarmlessHere(name: string, kind: NameKind, text: string): boolean {
  // People do take numbers for passwords; for anything else a number is a setting.
  if (kind === 'password' && /^\d{3,}$/.test(text)) return /^(?:19|20)\d\d$/.test(text)
  if (isHarmless(text, name)) return true
  if (kind === 'secret' && isNameOfToken(text, name)) return true
  if (kind !== 'password' && [mailAddress, analyticsId, stage].some((shape) => shape.test(text))) return true
  // JSON and lists are looked into by others.
  return /^[[{][\s\S]*[\]}]$/.test(text)
}

/** `forge-key` under `OPENAI_API_KEY`: what vendors hand out is no word, only a secret of one's own may be. */
function isNameOfToken(text: string, name: string): boolean {
  return /(?:api[-_]?key|token)$/i.test(name) && !/secret|jwt|sign|session/i.test(name) && tokenName.test(text)
}

function judgeAuth(name: string, text: string): Candidate[] {
  const encoded = judgeBasicAuth(text, name)
  if (encoded.length > 0) return encoded
  const slash = /^neo4j_auth$/i.test(name) ? /^neo4j\/(?=\S{1,200}$)/.exec(text)?.[0].length : undefined
  if (slash !== undefined)
    return judgeSecret(text.slice(slash), { signature: 'password-variable', key: name, user: 'neo4j' }).map((found) =>
      shift(found, slash),
    )
  if (isHarmless(text, name)) return []
  const pair = judgeUserPassword(text, { signature: 'password-variable', key: name })
  if (pair.length > 0) return pair
  if (/\s/.test(text) || !/\d/.test(text) || estimateBits(text) < authBits) return []
  return judgeSecret(text, { signature: 'secret-variable', key: name })
}
