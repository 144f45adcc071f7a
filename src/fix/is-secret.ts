import { createDetector } from '../detect/create-detector.js'
import { toByteString } from '../findings/byte-string.js'
import { judgeVariable } from '../inspect/variables/judge.js'
import { kindOfName } from '../inspect/variables/name.js'
import type { SignatureTable } from '../signatures/table.js'
import type { IsSecret } from './variables.js'

/** What these signatures find is no secret to hide, or has a better remedy (a proxy: the client's settings). */
const none = new Set(['internal-address', 'default-password', 'throw-away-client-key', 'proxy-password'])

/** Judges variables as a scan does; one without a value by its name. */
export function createIsSecret(table: SignatureTable): IsSecret {
  const detector = createDetector(table)
  return (name, value) => {
    if (value === undefined) return ['password', 'secret', 'auth'].includes(kindOfName(name) ?? '')
    const text = toByteString(value)
    const found = [...judgeVariable(toByteString(name), text), ...detector.inText(text)]
    return found.some(({ signature }) => !none.has(signature))
  }
}
