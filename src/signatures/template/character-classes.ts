const digits = range('0', '9')
const lower = range('a', 'z')
const upper = range('A', 'Z')
const base62 = digits + upper + lower

/**
 * `any`, as far as a value goes: every byte but control characters, white space and the quotes `"`, `'` and `` ` ``, so that a value of
 * unknown alphabet ends where the text round it goes on. Bytes above 0x7f belong to it (UTF-8).
 */
const any = range('\x21', '\x7e').replace(/["'`]/g, '') + range('\x80', '\xff')

/** The named classes of the notation, each with all of its characters, sorted. */
export const namedClasses: ReadonlyMap<string, string> = new Map([
  ['digits', digits],
  ['lower', lower],
  ['upper', upper],
  ['alpha', upper + lower],
  ['hex', `${digits}abcdef`],
  ['HEX', `${digits}ABCDEF`],
  ['hexi', `${digits}ABCDEFabcdef`],
  ['base36', digits + lower],
  ['BASE36', digits + upper],
  ['base62', base62],
  ['base32', `234567${upper}`],
  ['base64', `+/${base62}`],
  ['base64url', `-${digits}${upper}_${lower}`],
  ['word', `${digits}${upper}_${lower}`],
  ['any', any],
])

/** All characters from `first` to `last`, both included; empty if they stand the wrong way round. */
export function range(first: string, last: string): string {
  let chars = ''
  for (let code = first.charCodeAt(0); code <= last.charCodeAt(0); code++) chars += String.fromCharCode(code)
  return chars
}

/** The characters of several classes as one class: sorted, each once. */
export function union(...classes: string[]): string {
  return [...new Set(classes.join(''))].sort().join('')
}
