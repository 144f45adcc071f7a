import { defineFormat } from '../define-format.js'
import { secretAt } from '../judged.js'
import { readIni } from '../syntax/ini.js'
import { linesOf, wordsOf } from '../syntax/lines.js'
import { keyOf, trimSpot, unquoteSpot } from '../syntax/spot.js'

/** msmtp's accounts: `password secret`. Source: msmtp's manual, "Configuration files". */
export const msmtprc = defineFormat({
  id: 'msmtprc',
  names: ['.msmtprc', 'msmtprc'],
  parse: (text) => {
    let account = 'default'
    return [...linesOf(text)].flatMap((line) => {
      const [name, first] = wordsOf(line)
      if (name === undefined || first === undefined) return []
      if (name.value === 'account') account = first.value
      if (name.value !== 'password') return []
      const value = unquoteSpot(trimSpot(text, first.start, line.end))
      return secretAt(text, value, { signature: 'mail-password', key: `${account}.password` })
    })
  },
})

/** sSMTP's only account. Source: ssmtp.conf(5). */
export const ssmtpConf = defineFormat({
  id: 'ssmtp-conf',
  names: ['ssmtp.conf'],
  parse: (text) =>
    readIni(text, { comments: '#' }).flatMap((entry) =>
      keyOf(entry).toLowerCase() === 'authpass'
        ? secretAt(text, entry, { signature: 'mail-password', key: keyOf(entry) })
        : [],
    ),
})

/** Postfix's and Exim's client passwords: a host, then `user:password`. Source: postfix.org, "SASL_README"; exim4_passwd_client(5). */
export const mailPasswords = defineFormat({
  id: 'mail-passwords',
  names: ['sasl_passwd', 'passwd.client', 'smtp_auth'],
  parse: (text) =>
    [...linesOf(text)].flatMap((line) => {
      if (/^\s*(?:#|$)/.test(line.value)) return []
      const words = wordsOf(line)
      const spot = words[1] ?? words[0]!
      const parts = spot.value.split(':')
      const skip = words.length > 1 ? 1 : 2
      if (parts.length <= skip) return []
      const offset = parts.slice(0, skip).join(':').length + 1
      const password = { value: spot.value.slice(offset), start: spot.start + offset, end: spot.end }
      const key = words.length > 1 ? words[0]!.value : parts[0]!
      return secretAt(text, password, { signature: 'mail-password', key, user: parts[skip - 1] })
    }),
})
