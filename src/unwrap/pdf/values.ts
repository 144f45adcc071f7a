/** A PDF object (ISO 32000-1, section 7.3). Texts are byte strings; `null`, booleans and operators are words. */
export type PdfValue = number | PdfName | PdfText | PdfWord | PdfReference | PdfValue[] | PdfDictionary
type PdfName = { name: string }
type PdfText = { text: string }
type PdfWord = { word: string }
type PdfReference = { object: number }
export type PdfDictionary = Map<string, PdfValue>

export function isDictionary(value: PdfValue | undefined): value is PdfDictionary {
  return value instanceof Map
}

export function nameOf(value: PdfValue | undefined): string {
  return typeof value === 'object' && 'name' in value ? value.name : ''
}

export function textOf(value: PdfValue | undefined): string | undefined {
  return typeof value === 'object' && 'text' in value ? value.text : undefined
}

export function wordOf(value: PdfValue | undefined): string | undefined {
  return typeof value === 'object' && 'word' in value ? value.word : undefined
}

export function referenceOf(value: PdfValue | undefined): number | undefined {
  return typeof value === 'object' && 'object' in value ? value.object : undefined
}
