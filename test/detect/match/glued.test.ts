import { describe, expect, it } from 'vitest'
import { createDetector } from '../../../src/detect/create-detector.js'
import { expandTemplate } from '../../../src/signatures/expand.js'
import { tableOfTemplates } from '../table-of-templates.js'

const template = 'ptr_{base62:42}'
const detector = createDetector(tableOfTemplates([{ id: 'pointer', value: template }]))

function foundIn(text: string, start = '\x7fELF\0\0'): number {
  return detector.openStream().whole(Buffer.from(`${start}${text}\0`, 'latin1')).length
}

describe('values in binaries', () => {
  it.each([
    'shared_ptr_inplaceIN4llvm8codeview24DebugSymbolRVASubsectionE',
    '_M_ptr_handlerIFvvEZNK5grpc6Server11SyncRequest3RunEvEUlvE_E',
    `core_ptr_ZN3std3sys4unix2os4exit17h${expandTemplate('{hex:16}', 1)}E_${expandTemplate('{hex:16}', 2)}`,
    `xptr_id${expandTemplate('{hex:64}', 3)}`,
  ])('are no pieces of names: %s', (names) => expect(foundIn(names)).toBe(0))

  it.each(['', 'stack overflow', 'NAME_'])('are found whatever stands beside them: %j', (beside) => {
    let found = 0
    for (let seed = 0; seed < 100; seed++) found += foundIn(`${beside}${expandTemplate(template, seed)}${beside}`)
    expect(found).toBeGreaterThanOrEqual(98)
  })

  it('are found without edges only there', () => {
    const text = `xx${expandTemplate(template, 1)}xx`
    expect(foundIn(text)).toBe(1)
    expect(detector.openStream().whole(Buffer.from(text, 'latin1'))).toEqual([])
  })
})
