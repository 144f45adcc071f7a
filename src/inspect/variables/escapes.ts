const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

const entity = /&(?:(amp|lt|gt|quot|apos)|#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6}));/g

/** The text that markup stands for (XML, sections 4.1 and 4.6). Byte strings. */
export function withoutEntities(text: string): string {
  if (!text.includes('&')) return text
  return text.replace(entity, (_whole, name?: string, decimal?: string, hex?: string) =>
    name === undefined ? characterOf(decimal ?? hex ?? '', decimal === undefined ? 16 : 10) : entities[name]!,
  )
}

const named: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' }

const escaped =
  /\\(?:u([0-9a-fA-F]{4})|u\{([0-9a-fA-F]{1,6})\}|U([0-9a-fA-F]{8})|x([0-9a-fA-F]{2})|([0-7]{1,3})|([\s\S]))/g

/** The text that a string literal stands for, in about any language. `times`: how many strings it stands in, one within the other. Byte strings. */
export function unescaped(raw: string, times: number): string {
  let text = raw
  for (let time = 0; time < times && text.includes('\\'); time++) text = text.replace(escaped, decodeEscape)
  return text
}

function decodeEscape(_whole: string, ...groups: (string | undefined)[]): string {
  const [short, braced, long, byte, octal, char] = groups
  const code = short ?? braced ?? long
  if (code !== undefined) return characterOf(code, 16)
  if (byte !== undefined) return String.fromCharCode(Number.parseInt(byte, 16))
  if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8) & 0xff)
  return named[char!] ?? char!
}

/** In UTF-8; empty for what is no character. */
function characterOf(digits: string, base: number): string {
  const code = Number.parseInt(digits, base)
  if (code < 0x80) return String.fromCharCode(code)
  return code <= 0x10ffff ? Buffer.from(String.fromCodePoint(code), 'utf8').toString('latin1') : ''
}
