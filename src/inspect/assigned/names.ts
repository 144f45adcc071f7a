import { kindOfName, type NameKind, splitName } from '../variables/name.js'

/** What stands before `token` or `key` where it is no credential: places in a list, marks against repetition, parts of a grammar. */
const harmlessOwners = new Set(
  `next page paging pagination continuation continue sync cancel cancellation resume delta change cursor shard idempotency idempotent client
  request etag lock upload sequence forward backward fencing lease start end mask design color colour current previous prev last first
  syntax punctuation string number keyword identifier eof eol bos pad unk cls sep special word separator lex parse parser ast comment operator
  csrf xsrf abort transaction site map object record row cache primary partition foreign sort dedup deduplication correlation trace
  translation i18n locale message label react list item query param header property attribute event state shortcut hot press up down
  nonce challenge authenticity antiforgery recaptcha captcha widget measurement tracking`
    .trim()
    .split(/\s+/),
)

/** What may follow the word that says `secret`, and say no more than which one it is. */
const lastParts = new Set(
  `base prod production dev development stage staging live main primary secondary backup master slave default local global internal external
  root admin user app api db database web server service old new current previous prev b64 base64 hex enc raw plain plaintext clear text
  val value str string data bytes const var literal env tmp temp override`
    .trim()
    .split(/\s+/),
)

/** Words that only say something behind another. */
const needsOwner = new Set('key keys authorization userpwd usrpwd login phrase'.split(' '))

/** A name that ends so speaks of what is made of a secret, or of its kind. */
const publicLast = new Set(
  'hash hashes digest varname name names type label title hint error message placeholder description'.split(' '),
)

/**
 * What a name in any file says of its value. Stricter than for variables, as files have names of many things: the word that says `secret`
 * stands last (`password.tooShort` is a message), unless the name is written like a variable's; and `nextPageToken` is none.
 */
export function kindOfAssigned(name: string): NameKind | undefined {
  if (known.has(name)) return known.get(name)
  if (known.size >= mostKnown) known.clear()
  const kind = judgeName(name)
  known.set(name, kind)
  return kind
}

/** Names come again and again, file after file. */
const known = new Map<string, NameKind | undefined>()
const mostKnown = 10_000

function judgeName(name: string): NameKind | undefined {
  if (/^(?:http_|proxy-|x-)?authorization$/i.test(name)) return 'auth'
  // Where nginx passes requests on to; a language and a country.
  if (/(?:^|[_.])(?:proxy|fastcgi|uwsgi|scgi|grpc|memcached|redis)_pass$|^[a-z]{2,3}[_-][A-Z]{2}$/.test(name))
    return undefined
  if (isBareKey(name)) return 'key'
  const kind = kindOfName(name)
  if (kind === undefined) return undefined
  const parts = splitName(name).filter((part) => !/^\d+$/.test(part))
  if (parts.length === 0 || publicLast.has(parts.at(-1)!) || parts.includes('public') || parts.includes('socket'))
    return undefined
  if (parts.some((part, at) => harmlessOwners.has(part) && /^(?:tokens?|keys?)$/.test(parts[at + 1] ?? '')))
    return undefined
  if (isVariable(name)) return kind
  while (parts.length > 1 && lastParts.has(parts.at(-1)!)) parts.pop()
  const last = parts.at(-1) ?? ''
  return kindOfName(needsOwner.has(last) ? parts.slice(-2).join('_') : last)
}

/** A key that tells nothing of what it opens: its value alone must tell. */
export function isBareKey(name: string): boolean {
  return /^key$/i.test(name)
}

/** Whether a name is written like an environment variable's, of two parts and more: `DB_PASSWORD`. */
export function isVariable(name: string): boolean {
  return /^[A-Z][A-Z0-9]{0,40}(?:_[A-Z0-9]{1,40}){1,12}$/.test(name)
}

/** Whether a name tells whose secret it is: `db.password`, `smtpPassword`; `password` alone may be a label. */
export function hasOwner(name: string): boolean {
  return splitName(name).length > 1
}
