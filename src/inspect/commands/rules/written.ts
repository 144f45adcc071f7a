import type { Candidate } from '../../../findings/candidate.js'
import { kindOfName } from '../../variables/name.js'
import { judgePart } from '../secret-part.js'
import { partOf, type Word } from '../shell/word.js'
import { judgeAssignment } from './assignments.js'

/** Dovecot's and others' mark of a password in plain text: `{PLAIN}x`. Source: doc.dovecot.org, "Password Schemes". */
const plainMark = /\{(?:PLAIN|CLEARTEXT|CLEAR)\}([^\s:"'\\]{1,200})/
/** A shared secret of IPsec. Source: ipsec.secrets(5). */
const sharedKey = /(?:^|\s):\s{0,8}(?:PSK|XAUTH|EAP)\s{1,8}\\?"([^"\\]{1,200})/
/** A line break, written out or as `\n` for `echo -e` and `printf`. */
const lineBreak = /\n|\\n/g
const keyValue =
  /^\s{0,40}(?:export\s{1,8}|set\s{1,8}|-\s{1,8})?["']?((?:\/\/)?[\w.\-/:@]{1,120}?)["']?\s{0,20}(?:[=:](?!\/\/)|=>)\s{0,20}(\S)/
/** `//registry.example/:_authToken=…` */
const npmSetting = /^\s{0,40}(?:\/\/[^\s=]{1,200}:)?(_[A-Za-z]\w{2,30})\s{0,8}=\s{0,8}(\S)/
const tabKeyValue = /^\s{0,40}([\w.-]{2,60})[ \t]{1,20}(["']?[^\s"'=:]{4,200}["']?)\s{0,20}$/
const netrcPassword = /(?:^|\s)password\s{1,20}(["']?)([^\s"'\\]{1,400})\1/g
const netrcLogin = /(?:^|\s)(?:login|machine|default)\s/

/** The lines that `echo`, `printf`, `tee` or a here-document put into a file: `.netrc`, `.npmrc`, `.pypirc`, `.env`, any `key = value`. */
export function inspectWritten(word: Word): Candidate[] {
  const out: Candidate[] = inspectNetrc(word)
  let from = 0
  for (const match of word.value.matchAll(lineBreak)) {
    out.push(...inspectLine(partOf(word, from, match.index)))
    from = match.index + match[0].length
  }
  out.push(...inspectLine(partOf(word, from)))
  return out
}

function inspectNetrc(word: Word): Candidate[] {
  if (!netrcLogin.test(word.value)) return []
  const out: Candidate[] = []
  const text = word.value.replaceAll('\\n', '  ')
  for (const match of text.matchAll(netrcPassword)) {
    const to = match.index + match[0].length - match[1]!.length
    out.push(...judgePart(word, to - match[2]!.length, to, { signature: 'command-password', key: 'password' }))
  }
  return out
}

function inspectLine(line: Word): Candidate[] {
  const head = line.value.slice(0, 400)
  const plain = plainMark.exec(head) ?? sharedKey.exec(head)
  if (plain?.[1] !== undefined) {
    const to = plain.index + plain[0].length
    return judgePart(line, to - plain[1].length, to, { signature: 'command-password', key: 'password' })
  }
  const npm = npmSetting.exec(line.value.slice(0, 400))
  if (npm?.[1] !== undefined) return judgeAssignment(withoutTail(line), npm[1], npm[0].length - 1)
  const pair = keyValue.exec(line.value.slice(0, 400))
  if (pair?.[1] !== undefined) {
    const from = pair[0].length - 1
    return judgeAssignment(withoutTail(line), shortName(pair[1]), from)
  }
  // `password x` of Redis, Squid, OpenVPN and others.
  const blank = tabKeyValue.exec(line.value.slice(0, 300))
  if (blank?.[1] === undefined || blank[2] === undefined) return []
  if (!isSetting(blank[1]) && !(/^passw(?:or)?d$/i.test(blank[1]) && /[\d!@#%^&*]/.test(blank[2]))) return []
  const from = line.value.indexOf(blank[2], blank[1].length)
  return judgePart(line, from, from + blank[2].length, { signature: 'command-password', key: blank[1] })
}

/** Names that are no words of a sentence: `requirepass`, `auth_pass`. */
function isSetting(name: string): boolean {
  if (/^(?:requirepass|masterauth|rootpw|bindpw)$/i.test(name)) return true
  return name.includes('_') && kindOfName(name) === 'password'
}

/** `//registry.example/:_authToken` speaks of an `_authToken`. */
function shortName(name: string): string {
  const colon = name.lastIndexOf(':')
  return colon >= 0 && colon < name.length - 1 ? name.slice(colon + 1) : name
}

function withoutTail(line: Word): Word {
  const tail = /\s{0,40}[,;]?\s{0,40}$/.exec(line.value.slice(-90))?.[0].length ?? 0
  return tail === 0 ? line : partOf(line, 0, line.value.length - tail)
}
