import { defineFormat } from '../define-format.js'
import { secretAt } from '../judged.js'
import { linesOf, wordsOf } from '../syntax/lines.js'
import { trimSpot, unquoteSpot } from '../syntax/spot.js'

/** The file of `auth-user-pass`: user and password, a line each. Source: openvpn(8). */
export const openvpnAuth = defineFormat({
  id: 'openvpn-auth',
  names: [
    'auth-user-pass',
    'auth-user-pass.txt',
    'auth.txt',
    'auth.conf',
    'pass.txt',
    'login.conf',
    'credentials',
    'credentials.txt',
    'userpass.txt',
  ],
  when: ({ path }) => /(?:^|\/)openvpn\//.test(path) || /(?:^|\/)auth-user-pass(?:\.txt)?$/.test(path),
  limit: 65_536,
  parse: (text) => {
    const [user, password] = [...linesOf(text)].map((line) => trimSpot(text, line.start, line.end))
    if (!user || !password || /\s/.test(user.value) || user.value.startsWith('#')) return []
    return secretAt(text, password, { signature: 'vpn-password', key: 'auth-user-pass', user: user.value })
  },
})

/** User and password in a profile itself, a line each between `<auth-user-pass>` and its end. Source: openvpn(8), "INLINE FILE SUPPORT". */
export const openvpnProfile = defineFormat({
  id: 'openvpn-profile',
  endings: ['.ovpn'],
  limit: 1024 * 1024,
  isOptional: true,
  parse: (text) => {
    const inline = /^<auth-user-pass>[ \t]*\r?\n([^\r\n]{1,200})\r?\n([^\r\n]{1,200})\r?\n<\/auth-user-pass>/m.exec(
      text,
    )
    if (inline?.[1] === undefined || inline[2] === undefined) return []
    const start = inline.index + inline[0].lastIndexOf(inline[2])
    const password = trimSpot(text, start, start + inline[2].length)
    return secretAt(text, password, { signature: 'vpn-password', key: 'auth-user-pass', user: inline[1].trim() })
  },
})

/** `client server secret addresses` a line, words quoted or not. Source: pppd(8), "AUTHENTICATION". */
export const pppSecrets = defineFormat({
  id: 'ppp-secrets',
  names: ['chap-secrets', 'pap-secrets', 'srp-secrets'],
  parse: (text) =>
    [...linesOf(text)].flatMap((line) => {
      if (/^\s*#/.test(line.value)) return []
      const fields = [...line.value.matchAll(/"[^"]*"|[^ \t"]+/g)].map((match) =>
        unquoteSpot({
          value: match[0],
          start: line.start + match.index,
          end: line.start + match.index + match[0].length,
        }),
      )
      const [client, , secret] = fields
      // A secret that begins with @ names a file; an asterisk stands for none.
      if (client === undefined || secret === undefined || /^(?:@|\*?$)/.test(secret.value)) return []
      return secretAt(text, secret, { signature: 'ppp-password', key: client.value, user: client.value })
    }),
})

/** IPsec's shared secrets: `[ids] : PSK "secret"`. Source: ipsec.secrets(5). */
export const ipsecSecrets = defineFormat({
  id: 'ipsec-secrets',
  names: ['ipsec.secrets'],
  parse: (text) =>
    [...linesOf(text)].flatMap((line) => {
      if (/^\s*#/.test(line.value)) return []
      const words = wordsOf(line)
      const kind = words.findIndex((word) => /^(?:PSK|EAP|XAUTH|RSA|ECDSA|PIN|NTLM)$/.test(word.value))
      if (kind < 0 || words[kind + 1] === undefined || /^(?:RSA|ECDSA)$/.test(words[kind]!.value)) return []
      const secret = unquoteSpot(trimSpot(text, words[kind + 1]!.start, line.end))
      return secretAt(text, secret, { signature: 'vpn-password', key: words[kind]!.value })
    }),
})
