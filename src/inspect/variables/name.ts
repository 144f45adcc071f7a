/** What a variable's name says about its value. `key` is weaker than `secret`: only a strong value makes it a leak. */
export type NameKind = 'password' | 'secret' | 'key' | 'auth'

const longestName = 200

const passwordWords = words(
  'password passwd passphrase passwort passcode pwd pswd psw passw userpass dbpass rootpass sshpass pgpass pgpassword passwords authtok',
)
const passwordLastWords = words('pass pw')
const secretWords = words(
  `secret secrets token apikey secretkey accesskey privatekey authtoken accesstoken apitoken bearer credential credentials creds
  authkey masterkey encryptionkey signingkey clientsecret appsecret apisecret cookiesecret accesskeysecret`,
)
const secretLastWords = words('pat')
const authLastWords = words('auth authorization login')
/** `X_KEY` is a secret by name when one of these stands before it. */
const keyOwners = words(
  `api access secret private auth encryption encrypt decryption signing master license licence jwt deploy hmac webhook crypt crypto cipher aes
  fernet erlang`,
)
const publicKeyOwners = words(
  `public pub primary foreign sort cache gpg pgp apt apk rpm partition row index host hot lookup object map bucket release archive
  repo repository registry routing group unique natural composite search sequence hash config field column signing_gpg known
  publishable keyring shortcut verify verification deb yum trusted site analytics idempotency minisign`,
)

/** A name that ends in one of these speaks of the secret, it does not hold it. */
const aboutWords = words(
  `file files filename path paths dir directory folder location url urls uri uris endpoint id ids name names length len size ttl expires
  expiry expiration expire expired timeout lifetime duration min max minimum maximum count limit age policy type types algorithm alg algo method
  mode format header headers prefix suffix enabled disabled enable disable required version versions host hostname port issuer audience field column
  provider manager encoder validity interval rotation scheme class command cmd script helper plugin strategy regex pattern sha sha1
  sha256 sha512 checksum md5 sum hint label ref arn alias user username email domain env var variable scope scopes permissions
  realm source store backend engine driver service server namespace region zone action actions role roles in seconds minutes hours days ms
  fingerprint thumbprint digest package packages binary bin opts options args flags list template schema chars charset
  encoding hasher hashers validator validators generator resolver factory handler reset digits history attempts retries strength complexity requirement requirements rules classification classifier embedding attribute attr claim prompt message title selector sock socket repo project image tag branch uid gid fd`,
)
/** A name that starts with one of these asks a question, which a value answers with yes or no. */
const askingWords = words(
  'allow enable enabled disable disabled empty blank use no skip require requires requires has is random need needs show hide force with without generate should',
)

/**
 * Names that say something else than their words. Sources: vaultproject.io, "Dev server mode"; bundler.io, bundle-config(1), "Credentials for
 * gem sources" (`BUNDLE_GEMS__EXAMPLE__COM=user:password`); etcd.io, "Configuration options": the name of a cluster;
 * kubernetes.io, "imagePullSecrets": names of secrets; npm's scripts; docs.confluent.io,
 * "Docker Configuration Parameters": names of files.
 */
const exactNames: [RegExp, NameKind | undefined][] = [
  [/ssl_(?:key|keystore|truststore)_credentials$/i, undefined],
  [/image[_-]?pull[_-]?secrets?|^scripts\./i, undefined],
  [/(?:^|[_-])initial[_-]cluster[_-]token$/i, undefined],
  [/(?:^|_)dev[_-]root[_-]token[_-]id$/i, 'secret'],
  [/^BUNDLE_(?!BUILD_|MIRROR_|LOCAL_)[A-Z0-9_]{1,80}__(?:[A-Z]{2,3}|INFO|CLOUD)$/, 'auth'],
]

/** What the name of a variable says: `DB_PASS`, `dbPassword`, `db.password`, `pgPwd`, `SECRET_KEY_BASE`. Undefined: nothing. */
export function kindOfName(name: string): NameKind | undefined {
  if (name.length === 0 || name.length > longestName || name === 'PWD' || name === 'OLDPWD') return undefined
  const parts = splitName(name)
  while (parts.length > 1 && /^(?:\d+|v\d+|old|new|default|value|val|string|str|text|env)$/.test(parts.at(-1) ?? ''))
    parts.pop()
  const known = exactNames.find(([pattern]) => pattern.test(name))
  if (known !== undefined) return known[1]
  if (parts.length > 1 && (askingWords.has(parts[0] ?? '') || parts.includes('existing'))) return undefined
  let kind: NameKind | undefined
  for (let i = 0; i < parts.length; i++) {
    const said = kindOfPart(parts, i)
    if (said !== undefined) kind = said
    else if (kind !== undefined && aboutWords.has(parts[i] ?? '')) kind = undefined
  }
  return kind
}

function kindOfPart(parts: string[], at: number): NameKind | undefined {
  const part = parts[at] ?? ''
  const last = at === parts.length - 1
  if (passwordWords.has(part) || (last && passwordLastWords.has(part))) return 'password'
  if (last && part === 'phrase' && parts[at - 1] === 'pass') return 'password'
  if (secretWords.has(part) || (last && secretLastWords.has(part))) return 'secret'
  if (last && authLastWords.has(part) && parts.length > 1) return 'auth'
  if (last && part === 'auth') return 'auth'
  if (part === 'key' || part === 'keys') return kindOfKey(parts, at)
  if (last && parts.length > 1 && (part === 'tokens' || part === 'api' || part === 'sk')) return 'key'
  if (last && part === 'cookie') return parts[at - 1] === 'erlang' ? 'secret' : 'key'
  if (last && part === 'salt') return 'key'
  return kindOfGlued(part)
}

function kindOfKey(parts: string[], at: number): NameKind | undefined {
  const owner = parts[at - 1]
  if (owner === undefined || publicKeyOwners.has(owner) || parts.some((part) => part === 'public' || part === 'gpg'))
    return undefined
  if (parts[at] === 'keys') return 'key'
  return keyOwners.has(owner) ? 'secret' : 'key'
}

/** Words that end in `pass` and name none. */
const passWords = /(?:by|com|tres|sur|over|under|multi|single|first|second|two|one|low|high|band|last|kee|im)pass$/

/** Words written together: `THEPASSWORD`, `mysecret`, `PGPASSWORD`. `monkey` and `tokenizer` are none. */
function kindOfGlued(part: string): NameKind | undefined {
  if (
    /(?:password|passwd|passphrase|passwrd)\d{0,3}$/.test(part) ||
    /^(?:my|db|pg|ftp|root|admin|smtp|mail|ldap|sa|bind|http|vnc|ssh|user|usr|sudo|su|sql|mysql|postgres|mongo|redis|key|store|login|web|app)(?:pass|pwd|pw)$/.test(
      part,
    )
  )
    return 'password'
  if (/^[a-z]{2,20}pass\d{0,3}$/.test(part) && !passWords.test(part)) return 'password'
  if (/(?:secret|token|apikey|secretkey|accesskey|privatekey|activationkey|credentials?)\d{0,3}$/.test(part))
    return 'secret'
  return undefined
}

/** The lower-case words of a name, whatever its spelling. */
export function splitName(name: string): string[] {
  return name
    .slice(0, longestName)
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z\d]+/)
    .filter((part) => part.length > 0)
}

function words(list: string): Set<string> {
  return new Set(list.trim().split(/\s+/))
}
