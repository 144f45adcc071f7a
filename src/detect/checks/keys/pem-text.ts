/** A PEM block, freed of how it was written down. */
export type PemText = {
  label: string
  /** `Proc-Type`, `DEK-Info` and the like, as they stand. */
  headers: string[]
  /** The base64 body without white space; for PGP with its `=` checksum. */
  body: string
}

const lineBreak = /\\+(?:u000[aAdD]|x0[aAdD]|01[25]|[nrt]|\r?\n)|%0[aAdD]|%0[aAdD]|&#(?:1[03]|[xX]0?[aAdD]);|\r/g
const escapes: [RegExp, string][] = [
  [/\\+u002[bB]|%2[bB]/g, '+'],
  [/\\+u002[fF]|%2[fF]|\\+\//g, '/'],
  [/\\+u003[dD]|%3[dD]/g, '='],
  [/\\+["']|%22|%27|&quot;/g, '"'],
  [/[ \t]+|%20/g, ' '],
  // Strings that are joined: `"…" + "…"`, `"…", "…"`.
  [/["'`] ?[+.,&]? ?\n? ?[+.,&]? ?["'`]/g, '\n'],
  [/["'`,;]/g, ''],
]

/**
 * Reads what stands between the first and the last line of a PEM block (RFC 7468, RFC 1421), however it was written:
 * with escaped line breaks (`\n`, `\\n`, `%0A`, `&#10;`), CRLF, indentation, comment signs, as joined strings, or on
 * one line with spaces. Returns undefined if that is no base64: dots, dashes, a word in angle brackets.
 */
export function readPemText(inner: string, label: string): PemText | undefined {
  let text = inner.replace(lineBreak, '\n')
  const [listed, rest] = splitHeaders(text)
  text = rest
  for (const [pattern, replacement] of escapes) text = text.replace(pattern, replacement)
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
  const body = withoutMargin(lines).join('').replace(/ /g, '')
  if (!/^[A-Za-z0-9+/]+={0,3}[A-Za-z0-9+/]{0,4}$/.test(body)) return undefined
  return { label, headers: listed, body }
}

const knownHeader = /(?:Proc-Type: ?4, ?ENCRYPTED|DEK-Info: ?[A-Za-z0-9-]{3,40},[0-9A-Fa-f]{8,64})/g
const anyHeader = /^[ \t#>*/|+-]{0,40}[A-Za-z][A-Za-z0-9-]{1,40}: ?[^\n]{0,400}$/gm

/** Takes the headers out: the two that encrypted keys have may stand on one line with the body. */
function splitHeaders(text: string): [string[], string] {
  const headers = text.match(knownHeader) ?? []
  return [headers.map((header) => header.replace(/: ?/, ': ')), text.replace(knownHeader, '\n').replace(anyHeader, '')]
}

/** Removes a sign that every line starts with: `#`, `//`, `*`, `>`, `|`, or a diff's `+`. */
function withoutMargin(lines: string[]): string[] {
  for (const margin of ['//', '#', '*', '>', '|', '+', '-']) {
    const enough = margin === '+' || margin === '//' ? 2 : 1
    if (lines.length >= enough && lines.every((line) => line.startsWith(margin))) {
      return lines.map((line) => line.slice(margin.length).trim())
    }
  }
  return lines
}

/** The block as RFC 7468 writes it, lines of 64 characters; OpenSSH's own as ssh-keygen does, lines of 70 (https://github.com/openssh/openssh-portable/blob/master/sshkey.c). */
export function canonicalPem({ label, headers, body }: PemText): string {
  const lines = body.match(label === 'OPENSSH PRIVATE KEY' ? /.{1,70}/g : /.{1,64}/g) ?? []
  const head = headers.length > 0 ? [...headers, ''] : []
  return [`-----BEGIN ${label}-----`, ...head, ...lines, `-----END ${label}-----`, ''].join('\n')
}
