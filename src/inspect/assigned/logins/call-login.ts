import type { Looked } from '../../../detect/look.js'
import type { ScannedText } from '../../../detect/match/scanned-text.js'
import type { Candidate } from '../../../findings/candidate.js'
import { judgeSecret } from '../../variables/secret.js'
import { isBelievable } from '../believable.js'
import { withDoubts } from '../doubts.js'
import type { FileKind } from '../file-kind.js'
import { asWeak, mayBeWeakPassword } from '../weak.js'

const text = (longest: number) => `(["'])[^"'\\n]{1,${longest}}\\`
const password = `(["'])([^"'\\n\\\\]{4,200})\\`

/**
 * Calls that take a password by its place alone, each with a mark of four bytes in it, and the group before the password's quote. Sources:
 * php.net, "mysqli_connect", "PDO::__construct"; MySQLdb's and PyMySQL's `connect`; Java's `DriverManager.getConnection`; Python's
 * `smtplib.SMTP.login`; go-sql-driver/mysql, "DSN"; Microsoft's `ConvertTo-SecureString`.
 */
const calls: { mark: string; form: RegExp; signature?: string; mayBeWeak?: boolean }[] = [
  {
    mark: 'i_co',
    form: call(`i_connect\\(\\s{0,8}${text(100)}1,\\s{0,8}${text(64)}2,\\s{0,8}${password}3`),
    mayBeWeak: true,
  },
  {
    mark: 'l_co',
    form: call(`l_connect\\(\\s{0,8}${text(100)}1,\\s{0,8}${text(64)}2,\\s{0,8}${password}3`),
    mayBeWeak: true,
  },
  {
    mark: 'DBI.',
    form: call(`DBI\\.connect\\(\\s{0,8}${text(200)}1,\\s{0,8}${text(64)}2,\\s{0,8}${password}3`),
    mayBeWeak: true,
  },
  {
    mark: 'DBI-',
    form: call(`DBI->connect\\(\\s{0,8}${text(200)}1,\\s{0,8}${text(64)}2,\\s{0,8}${password}3`),
    mayBeWeak: true,
  },
  {
    mark: 'yEnt',
    form: call(`yEntry\\(\\s{0,8}${text(200)}1,\\s{0,40}${text(64)}2,\\s{0,40}${password}3`),
    mayBeWeak: true,
  },
  {
    mark: 'PDO(',
    form: call(`PDO\\(\\s{0,20}${text(200)}1,\\s{0,20}${text(64)}2,\\s{0,20}${password}3`),
    mayBeWeak: true,
  },
  {
    mark: 'Ldb.',
    form: call(`Ldb\\.[cC]onnect\\(\\s{0,8}${text(100)}1,\\s{0,8}${text(64)}2,\\s{0,8}${password}3`),
    mayBeWeak: true,
  },
  { mark: '"jdb', form: call(`(")jdbc:[^"\\n]{1,200}",\\s{0,20}(")[^"\\n]{1,64}",\\s{0,20}${password}3`) },
  { mark: 'gin(', form: call(`gin\\(\\s{0,8}${text(100)}1,\\s{0,8}()${password}3`) },
  // jsonwebtoken's `sign` and `verify`, Node.js' `crypto.createHmac`: a key of one's own.
  {
    mark: 'jwt.',
    form: /^()()jwt\.(?:sign|verify)\([^"'`;\n]{1,120},\s{0,8}(["'])([^"'\n\\]{8,200})["']\s{0,4}[,)]/,
    signature: 'secret-variable',
  },
  {
    mark: 'eHma',
    form: /^()()eHmac\(\s{0,8}["'][\w-]{3,12}["'],\s{0,8}(["'])([^"'\n\\]{8,200})["']\s{0,4}\)/,
    signature: 'secret-variable',
  },
  // Commands in documentation and code.
  {
    mark: 'curl',
    form: /^()()curl\s(?:[^\n|]{0,160}?\s)?(?:-u\s{0,2}|--user[ =])(["']?)[^\s"':$]{1,80}:([^\s"'$`]{4,100})/,
  },
  { mark: '-Pas', form: /^()()-Password\s{1,4}(["']?)([^\s"'$(<{-][^\s"'$`]{3,60})/ },
  ...['sexe', 'sExe', 'SEXE'].map((mark) => ({
    mark,
    form: /^()()sexec(?:64)?(?:\.exe)?\s[^\n]{0,120}?\s-u\s{1,4}\S{1,60}\s{1,4}-p()\s{1,4}([^\s$%"']{4,60})/i,
    mayBeWeak: true,
  })),
  { mark: '@tcp', form: /^["'`=]?()()()[\w.-]{1,64}:([^\s@:/"'`]{4,200})@tcp\(/ },
  { mark: '-AsP', form: /^()()(["'])([^"'\n]{4,200})["']\s{1,8}-AsP/ },
]

function call(form: string): RegExp {
  return new RegExp(`^${form}`)
}

/** What the detector's first pass stops at for these calls. */
export const callMarks: readonly string[] = calls.map(({ mark }) => mark)

const byMark = new Map(calls.map((one) => [Buffer.from(one.mark).readUInt32LE(), one]))

const longestBehind = 500
/** For what stands before its mark. */
const longestBefore = 280

/** The password of the call whose mark stands at `at`; undefined where there is no such mark. */
export function callLoginAt(scanned: ScannedText, at: number, file: FileKind): Looked | undefined {
  const { bytes, length } = scanned
  if (at + 4 > length) return undefined
  const known = byMark.get(bytes.readUInt32LE(at))
  if (known === undefined) return undefined
  const [start, window] = windowOf(scanned, at, known.mark)
  const match = known.form.exec(window)
  if (match?.[4] === undefined) return { candidates: [], work: window.length }
  const secret = match[4]
  const from = start + match[0].lastIndexOf(secret)
  return { candidates: judge(secret, from, known, file), work: 4 * window.length }
}

/** From where a form begins: behind the last quote or blank before a connection string, at the quote of a literal, at the mark. */
function windowOf({ bytes, length }: ScannedText, at: number, mark: string): [number, string] {
  if (mark !== '@tcp' && mark !== '-AsP')
    return [at, bytes.toString('latin1', at, Math.min(length, at + longestBehind))]
  const before = bytes.toString('latin1', Math.max(0, at - longestBefore), at)
  const line = before.slice(before.lastIndexOf('\n') + 1)
  const opening = mark === '@tcp' ? line.search(/[^\s"'`=]*$/) : line.search(/(?:"[^"]*"|'[^']*')\s*$/)
  const start = at - line.length + Math.max(0, opening)
  return [start, bytes.toString('latin1', start, Math.min(length, at + 8))]
}

function judge(secret: string, start: number, known: (typeof calls)[number], file: FileKind): Candidate[] {
  const value = { raw: secret, value: secret, start: 0, quoted: true }
  const key = known.signature === undefined ? 'password' : 'secret'
  const isSure = isBelievable(key, key, value, file)
  if (!isSure && !(known.mayBeWeak && mayBeWeakPassword(secret))) return []
  const signature = known.mark === '@tcp' ? 'url-password' : (known.signature ?? 'password-variable')
  return judgeSecret(secret, { signature, key }).map((found) => {
    const placed = { ...found, start, end: start + secret.length }
    return withDoubts(isSure ? placed : asWeak(placed), file.doubts)
  })
}
