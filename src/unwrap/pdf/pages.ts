import type { GapCounter } from '../gap-counter.js'
import type { Inside } from '../inside.js'
import { decodeStream, longestStream } from './filters.js'
import { type CharacterMap, fontOf, type PdfFont, plainFont, readCharacterMap } from './fonts.js'
import { type PdfIndex, type PdfObject, typeOf } from './objects.js'
import { textOfContent } from './page-text.js'
import { isDictionary, type PdfDictionary, type PdfValue } from './values.js'

/** What is known while a file is read. */
export type PdfReading = {
  index: PdfIndex
  out: Inside
  gaps: GapCounter
  /** Streams that were looked at. */
  used: Set<PdfObject>
  fonts: Map<PdfDictionary, PdfFont>
  maps: Map<PdfObject, CharacterMap>
}

/** The decoded stream, a byte string. What it cannot be is a gap. */
export function contentOf(one: PdfObject, { index, out, gaps, used }: PdfReading): string {
  used.add(one)
  const decoded = decodeStream(one, index, out)
  if (decoded.kind === 'closed') {
    gaps.add('unopened', `in ${decoded.filter}`)
    return ''
  }
  if (decoded.kind === 'cut') gaps.add('limit', `larger than ${longestStream} bytes`)
  if (decoded.kind === 'broken') gaps.add('unopened', 'malformed')
  return decoded.bytes.toString('latin1')
}

/** The pages in the order of their tree (ISO 32000-1, section 7.7.3), then those that it does not know any more. */
export function pagesOf({ index }: PdfReading): PdfObject[] {
  const pages = new Set<PdfObject>()
  const seen = new Set<PdfObject>()
  const waiting = index.objects.filter((one) => typeOf(one) === 'Pages' && !(one.value as PdfDictionary).has('Parent'))
  for (let one = waiting.pop(); one !== undefined; one = waiting.pop()) {
    if (seen.has(one) || !isDictionary(one.value)) continue
    seen.add(one)
    const kids = index.resolve(one.value.get('Kids'))
    if (typeOf(one) === 'Page') pages.add(one)
    else if (Array.isArray(kids)) for (const kid of kids.toReversed()) waiting.push(...[index.object(kid) ?? []].flat())
  }
  for (const one of index.objects) if (typeOf(one) === 'Page') pages.add(one)
  return [...pages]
}

/** What a page shows. A content that several pages show is told of the first one. */
export function textOfPage(page: PdfObject, reading: PdfReading): string {
  const { index } = reading
  if (!isDictionary(page.value)) return ''
  const told = page.value.get('Contents')
  const list = index.resolve(told)
  const streams = Array.isArray(list) ? list : [told]
  const contents = streams.slice(0, mostContents).flatMap((one) => {
    const object = index.object(one)
    const isNew = object?.stream !== undefined && !reading.used.has(object)
    return isNew ? [contentOf(object, reading)] : []
  })
  const resources = index.resolve(inherited(page.value, 'Resources', index))
  return textOfContent(contents.join('\n'), fontsOf(resources, reading))
}

/** Streams of one page. */
const mostContents = 10_000
/** Pages in groups of groups. */
const deepestGroup = 64

function inherited(page: PdfDictionary, key: string, index: PdfIndex): PdfValue | undefined {
  let from: PdfValue | undefined = page
  for (let depth = 0; depth < deepestGroup && isDictionary(from); depth++) {
    if (from.has(key)) return from.get(key)
    from = index.resolve(from.get('Parent'))
  }
  return undefined
}

/** The fonts by their names in the resources of a page. */
export function fontsOf(resources: PdfValue | undefined, reading: PdfReading): (name: string) => PdfFont {
  const { index, gaps, fonts, maps } = reading
  const named = isDictionary(resources) ? index.resolve(resources.get('Font')) : undefined
  return (name) => {
    const font = isDictionary(named) ? index.resolve(named.get(name)) : undefined
    if (!isDictionary(font)) return plainFont
    let made = fonts.get(font)
    if (made === undefined) {
      const map = index.object(font.get('ToUnicode'))
      if (map?.stream && !maps.has(map)) maps.set(map, readCharacterMap(contentOf(map, reading)))
      made = fontOf(font, map && maps.get(map), index)
      if (made === undefined) gaps.add('unopened', 'fonts that do not tell their characters')
      made ??= plainFont
      fonts.set(font, made)
    }
    return made
  }
}
