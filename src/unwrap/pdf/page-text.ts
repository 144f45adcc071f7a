import { type PdfFont, plainFont } from './fonts.js'
import { createPdfLexer, type PdfLexer } from './lexer.js'
import { createTypesetter } from './typesetter.js'
import { nameOf, type PdfValue, wordOf } from './values.js'

/** No operator has more operands. */
const mostOperands = 64

/**
 * The text that a content stream shows (ISO 32000-1, section 9.4), in its order, a byte string. `fontOf` gives the font of a name.
 */
export function textOfContent(content: string, fontOf: (name: string) => PdfFont): string {
  const lexer = createPdfLexer(content)
  const set = createTypesetter(plainFont)
  let operands: PdfValue[] = []
  for (let value = lexer.next(); value !== undefined; value = lexer.next()) {
    const word = wordOf(value)
    if (word === undefined) {
      if (operands.length < mostOperands) operands.push(value)
      continue
    }
    const number = (i: number) => numberOf(operands[i])
    if (word === 'Tf') set.font(fontOf(nameOf(operands[0])), number(1))
    else if (word === 'Tj') set.show(operands)
    else if (word === 'TJ') set.show(Array.isArray(operands[0]) ? operands[0] : [])
    else if (word === "'" || word === '"') {
      set.nextLine()
      set.show(operands.slice(-1))
    } else if (word === 'T*') set.nextLine()
    else if (word === 'Td' || word === 'TD') set.move(number(0), number(1))
    else if (word === 'Tm') set.place(number(0), number(4), number(5))
    else if (word === 'Tc') set.spacing(number(0))
    else if (word === 'BT') set.begin()
    else if (word === 'ID') skipPicture(content, lexer)
    operands = []
  }
  return set.text()
}

function numberOf(value: PdfValue | undefined): number {
  return typeof value === 'number' ? value : 0
}

/** A picture inside the content: `BI … ID bytes EI` (section 8.9.7). */
function skipPicture(content: string, lexer: PdfLexer): void {
  const end = /\sEI(?=\s|$)/g
  end.lastIndex = lexer.at()
  lexer.skipTo(end.exec(content) === null ? content.length : end.lastIndex)
}
