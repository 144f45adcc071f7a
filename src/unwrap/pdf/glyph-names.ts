/** Glyph names of ASCII's signs (Adobe Glyph List); letters are called as they are. */
const signs =
  'space exclam quotedbl numbersign dollar percent ampersand quotesingle parenleft parenright asterisk plus comma hyphen period slash zero one two three four five six seven eight nine colon semicolon less equal greater question at'.split(
    ' ',
  )
const moreSigns: Readonly<Record<string, string>> = {
  bracketleft: '[',
  backslash: '\\',
  bracketright: ']',
  asciicircum: '^',
  underscore: '_',
  grave: '`',
  braceleft: '{',
  bar: '|',
  braceright: '}',
  asciitilde: '~',
  minus: '-',
  quoteright: "'",
  quoteleft: '`',
  fi: 'fi',
  fl: 'fl',
  ff: 'ff',
  ffi: 'ffi',
  ffl: 'ffl',
}

/** The character that a glyph's name stands for; undefined for what is no ASCII. */
export function characterOf(glyph: string): string | undefined {
  const sign = signs.indexOf(glyph)
  if (sign >= 0) return String.fromCharCode(0x20 + sign)
  return /^[A-Za-z]$/.test(glyph) ? glyph : moreSigns[glyph]
}
