import { isHarmless } from '../../../detect/values/harmless.js'
import { estimateBits } from '../../../detect/values/strength.js'
import type { Candidate } from '../../../findings/candidate.js'
import { decodeBase64 } from '../../variables/basic-auth.js'
import { kindOfName } from '../../variables/name.js'
import { judgePart } from '../secret-part.js'
import { partOf, type Word } from '../shell/word.js'

const ending = /\.(?:txt|key|conf|cfg|cnf|pem|dat|secret|b64|enc|jks|json|file)$/
const keyFile = /^id_(?:rsa|dsa|ecdsa|ed25519)$|\.(?:p12|pfx|jks|p8)$|\.key$|key\.pem$/
/** Under a name that only hints at a secret, a value must be this hard to guess. */
const hintBits = 50

/** A file that holds nothing but a secret, told by its name: `echo x > /etc/app/password.txt`, `echo x | base64 -d > /root/.ssh/id_rsa`. */
export function inspectSecretFile(content: Word, targets: Word[]): Candidate[] {
  const line = onlyLine(content)
  if (line === undefined) return []
  for (const target of targets) {
    const name = target.value.slice(target.value.lastIndexOf('/') + 1)
    const kind = kindOfFile(name, line.value)
    if (kind === undefined) continue
    // `user:password`, as in the files of web servers and proxies.
    const from = line.value.indexOf(':') + 1
    return judgePart(line, from, line.value.length, {
      ...(from > 0 && { user: line.value.slice(0, from - 1) }),
      signature: kind === 'password' ? 'password-variable' : 'secret-variable',
      key: name,
    })
  }
  return []
}

/** The one word that is printed, if it is one. */
function onlyLine(content: Word): Word | undefined {
  const text = content.value.replace(/(?:\s|\\n)+$/, '')
  if (text.length < 4 || text.length > 8192 || /[\s<>{}]|\\n/.test(text) || /^[\w.-]{1,60}=./.test(text))
    return undefined
  return partOf(content, 0, text.length)
}

function kindOfFile(name: string, value: string): 'password' | 'secret' | undefined {
  if (name === '' || name.length > 80 || /\.(?:pub|crt|cer|asc|gpg)$/.test(name)) return undefined
  const strong = estimateBits(value) >= hintBits && /\d/.test(value) && !isHarmless(value)
  if (keyFile.test(name) && strong && !isPublicPem(value)) return 'secret'
  const stem = name.replace(/^\.+/, '').replace(ending, '')
  // `x.html` is a page, whatever it is about; `.erlang.cookie` is a cookie.
  if (kindOfName(stem.slice(stem.lastIndexOf('.') + 1)) === undefined) return undefined
  const said = kindOfName(stem.replaceAll('.', '_'))
  if (said === 'password') return /^[^:]*(?::[^:/]+)?$/.test(value) ? 'password' : undefined
  if (said === 'secret') return value.includes(':') ? undefined : 'secret'
  return (said === 'auth' || said === 'key') && strong && !value.includes(':') ? 'secret' : undefined
}

/** A certificate or a public key in base64. */
function isPublicPem(value: string): boolean {
  return /^-----BEGIN (?:CERT|PUBLIC|TRUSTED)/.test(decodeBase64(value.slice(0, 64)) ?? '')
}
