/** An object's body, with a stream behind it. */
export type PdfPart = { dictionary: string; stream?: Buffer }

/** A PDF file of these objects, numbered from 1, without the table of their places. */
export function writePdf(parts: readonly PdfPart[], trailer = '/Root 1 0 R'): Buffer {
  const bodies = parts.map(({ dictionary, stream }, i) => {
    const head = `${i + 1} 0 obj\n<< ${dictionary}${stream ? ` /Length ${stream.length}` : ''} >>\n`
    const body = stream ? [Buffer.from('stream\n'), stream, Buffer.from('\nendstream\n')] : []
    return Buffer.concat([Buffer.from(head, 'latin1'), ...body, Buffer.from('endobj\n')])
  })
  return Buffer.concat([
    Buffer.from('%PDF-1.7\n'),
    ...bodies,
    Buffer.from(`trailer\n<< ${trailer} >>\nstartxref\n0\n%%EOF\n`),
  ])
}

/** A page with this content. `dictionary`: of the content's stream; `font`: of the font `F1`. */
export function onePage(
  stream: Buffer,
  dictionary = '',
  font = '/Type /Font /Subtype /Type1',
  more: PdfPart[] = [],
): Buffer {
  return writePdf([
    { dictionary: '/Type /Catalog /Pages 2 0 R' },
    { dictionary: '/Type /Pages /Kids [3 0 R] /Count 1 /Resources << /Font << /F1 5 0 R >> >>' },
    { dictionary: '/Type /Page /Parent 2 0 R /Contents 4 0 R' },
    { dictionary, stream },
    { dictionary: font },
    ...more,
  ])
}
