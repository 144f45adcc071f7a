import { isPath } from './path.js'

const switches =
  /^(?:true|false|yes|no|on|off|y|n|t|f|enabled?|disabled?|auto|always|never|null|nil|none|prompt|ask|stdin|env|file|include|omit|same-origin)$/i
const number = /^[+-]?(?:\d{1,20}(?:[._,]\d{1,20}){0,3}|0x[0-9a-fA-F]{1,8}|\d(?:\.\d+)?e[+-]?\d{1,3})$/
const version =
  /^(?:[~^<>=v]|[<>]=|={2,3}|!=){0,3}\s?v?\d{1,5}(?:\.(?:\d{1,8}|x|\*)){1,4}(?:[-+.~][0-9A-Za-z][0-9A-Za-z.+~-]{0,40})?$/
const release =
  /^(?:release|version|ver|rel|stable|latest|nightly|lts|edge|main|master|head|v\d{1,4})(?:[-_./]?[\d.]{1,20})?(?:[-_.](?:alpha|beta|rc|lts)\d{0,3})?$/i
const date = /^\d{4}[-/.]\d{2}[-/.]\d{2}(?:[T _-][\d:.+Z-]{1,30})?$/
const quantity =
  /^\d{1,12}(?:\.\d{1,6})?\s?(?:ns|us|ms|s|sec|secs|seconds?|m|min|mins|minutes?|h|hours?|d|days?|w|weeks?|y|years?|b|k|kb|kib|ki|m|mb|mib|mi|g|gb|gib|gi|tb|%|px|bits?|bytes?)$/i
const address =
  /^(?:\d{1,3}(?:\.\d{1,3}){3}(?::\d{1,5})?(?:\/\d{1,2})?|\[?[0-9a-fA-F]{0,4}(?::[0-9a-fA-F]{0,4}){2,7}\]?(?:\/\d{1,3})?)$/
const hostAndPort = /^(?:localhost|[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8})(?::\d{1,5})(?:\/[\w./-]{0,100})?$/
const hostName =
  /^(?:localhost|(?:[a-z0-9-]{1,63}\.){1,8}(?:com|org|net|io|dev|local|internal|localhost|lan|corp|test|invalid|svc|cluster|de|uk|fr|eu|co|cn|ru|cloud|app))$/
const image = /^[a-z0-9.-]{1,80}(?::\d{1,5})?(?:\/[a-z0-9._-]{1,80}){1,6}(?::[\w.-]{1,80})?(?:@sha256:[0-9a-f]{64})?$/
const digest = /^(?:sha(?:1|256|384|512)|md5)[:-](?:[0-9a-fA-F]{32,128}|[A-Za-z0-9+/]{20,90}={0,2})$/
const bareDigest =
  /^(?:[0-9a-fA-F]{32}|[0-9a-fA-F]{40}|[0-9a-fA-F]{56}|[0-9a-fA-F]{64}|[0-9a-fA-F]{96}|[0-9a-fA-F]{128})$/
const publicKey =
  /^(?:ssh-(?:rsa|dss|ed25519)|ecdsa-sha2-\S{1,20}|sk-(?:ssh|ecdsa)\S{1,40}) [A-Za-z0-9+/=]|^-----BEGIN (?:PUBLIC KEY|RSA PUBLIC KEY|CERTIFICATE|PGP PUBLIC KEY BLOCK|TRUSTED CERTIFICATE|SSH2 PUBLIC KEY)|^age1[a-z0-9]{58}$|^SHA256:[A-Za-z0-9+/]{43}=?$/
const fingerprints =
  /^(?:0x)?(?:[0-9A-F]{16}|[0-9A-F]{40}|[0-9A-F]{8})!?(?:[\s,;]{1,8}(?:0x)?(?:[0-9A-Fa-f]{16}|[0-9A-Fa-f]{40}|[0-9A-Fa-f]{8})!?)*$/
const spacedFingerprint = /^[0-9A-F]{4}(?: {1,2}[0-9A-F]{4}){3,9}$/
const locale = /^[a-z]{2,3}_[A-Z]{2}(?:\.[\w-]{1,12})?(?:@\w{1,12})?$|^C\.UTF-8$/
const mediaType = /^(?:application|text|image|audio|video|multipart)\/[\w.+*-]{1,60}(?:;[\s\S]{0,60})?$/
const algorithm =
  /^(?:[HREP]S(?:256|384|512)|EdDSA|aes[-_]?\d{3}(?:[-_](?:cbc|gcm|ctr|cfb))?|bcrypt|scrypt|argon2(?:i|d|id)?|pbkdf2|sha[-_]?\d{1,3}|hmac[-_]sha\d{1,3}|md5|rsa|ed25519|scram-sha-(?:1|256|512)|trust|plain|login|basic|bearer|digest|oauth2?|jwt|token|simple|hs256)$/i
const flags = /^--?[A-Za-z][\w-]*(?:[= ]|$)/

const shapes = [
  switches,
  number,
  version,
  release,
  date,
  quantity,
  address,
  hostAndPort,
  hostName,
  digest,
  publicKey,
  spacedFingerprint,
  locale,
  mediaType,
  algorithm,
  flags,
]

const digestWords =
  /sha\d*|sum|md5|digest|checksum|hash|commit|revision|rev\b|ref\b|integrity|fingerprint|etag|build_?id/i
const keyWords = /gpg|pgp|key|finger|sign|release|trust/i
const idWords = /(?:^|[_.-])(?:u?u?ids?|guid)$|(?:Id|ID|Uuid|UUID)$/

/**
 * Whether a value has the shape of something that is no secret: a path, number, switch, version, date, size, address, URL without
 * credentials, digest, public key, fingerprint, locale, media type, name of an algorithm, command-line flags. `key` is the
 * name under which it stands: a bare digest is one only where the name speaks of digests.
 */
export function isHarmless(value: string, key = ''): boolean {
  const text = value.trim()
  if (text.length === 0) return true
  if (text.length > 20_000) return false
  if (publicKey.test(text)) return true
  if (text.length <= 400 && shapes.some((shape) => shape.test(text))) return true
  return isPath(text) || isUrlWithoutCredentials(text) || isImage(text) || isPublicByName(text, key)
}

function isPublicByName(text: string, key: string): boolean {
  if (bareDigest.test(text) && digestWords.test(key)) return true
  if (fingerprints.test(text) && (keyWords.test(key) || /\s/.test(text))) return isFingerprintList(text, key)
  return /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text) && idWords.test(key)
}

/** A single run of digits and capitals is a fingerprint only under a name that does not say "secret". */
function isFingerprintList(text: string, key: string): boolean {
  if (/\s/.test(text)) return true
  return !/secret|token|passw|api|access|private|encrypt/i.test(key)
}

function isUrlWithoutCredentials(text: string): boolean {
  const scheme = /^[A-Za-z][A-Za-z0-9+.-]{0,30}:\/\//.exec(text)
  if (scheme === null) return false
  return !/[@?]/.test(text) || !/[:=]/.test(text.slice(scheme[0].length))
}

function isImage(text: string): boolean {
  return text.length <= 300 && image.test(text) && /[/].*[:@]|^[a-z0-9-]+(?:\.[a-z0-9-]+)+(?::\d+)?\//.test(text)
}
