import { describe, expect, it } from 'vitest'
import { maxIndentation, maxNesting } from '../../../src/compose/yaml/is-too-deep.js'
import { type ComposeNode, valueAt } from '../../../src/compose/yaml/node.js'
import { maxComposeDepth, maxComposeValues, readYaml } from '../../../src/compose/yaml/read-yaml.js'
import { positionAt } from '../../../src/compose/yaml/text-file.js'

const read = (text: string) => readYaml({ path: 'compose.yaml', text })
const plain = (node: ComposeNode | undefined): unknown => {
  if (node === undefined) return undefined
  if (node.kind === 'text') return node.isNull ? null : node.text
  if (node.kind === 'list') return node.items.map(plain)
  return Object.fromEntries([...node.entries].map(([key, value]) => [key, plain(value)]))
}

describe('a Compose file', () => {
  it.each([
    ['keeps numbers and words as they are written', 'a: 0123\nb: yes\nc: 1.50', { a: '0123', b: 'yes', c: '1.50' }],
    ['knows nothing', 'a:\nb: null\nc: ~\nd: ""', { a: null, b: null, c: null, d: '' }],
    ['resolves anchors', 'a: &x {k: v}\nb: *x', { a: { k: 'v' }, b: { k: 'v' } }],
    ['merges', 'a: &x {k: 1, l: 2}\nb: {<<: *x, k: 3}', { a: { k: '1', l: '2' }, b: { k: '3', l: '2' } }],
    [
      'merges several',
      'a: &x {k: 1}\nb: &y {k: 2, l: 3}\nc: {<<: [*x, *y]}',
      expect.objectContaining({ c: { k: '1', l: '3' } }),
    ],
    ['takes the later of two keys', 'a: 1\na: 2', { a: '2' }],
    ['reads folded and literal text', 'a: |\n  x\n  y\nb: >\n  x\n  y\n', { a: 'x\ny\n', b: 'x y\n' }],
    ['does not follow an anchor that is not there', 'a: *x\nb: 1', { a: null, b: '1' }],
    ['does not go round in circles', 'a: &x {b: *x}', { a: { b: null } }],
  ])('%s', (_name, text, value) => {
    expect(plain(read(text).documents[0])).toEqual(value)
  })

  it('has several documents', () => {
    expect(read('a: 1\n---\na: 2').documents.map(plain)).toEqual([{ a: '1' }, { a: '2' }])
  })

  it('tells tags and places', () => {
    const text = 'a: !reset null\nb:\n  c: "\xc3\xa9" # x\n'
    const [document] = read(text).documents
    expect(valueAt(document, 'a')?.tag).toBe('!reset')
    const node = valueAt(document, 'b', 'c')
    if (node?.kind !== 'text') throw new Error('no text')
    expect([node.text, positionAt(node.file, node.start)]).toEqual([
      '\xc3\xa9',
      { path: 'compose.yaml', line: 3, column: 6 },
    ])
  })

  it('tells where it is wrong, and nothing of what it says', () => {
    expect(read('a: {b\nc: }]').mistakes).toEqual([expect.stringMatching(/^compose\.yaml:\d+:\d+: not valid YAML$/)])
    expect(read('')).toEqual({ documents: [], mistakes: [] })
  })

  it('is cut where it is nested too deeply', () => {
    const { documents, mistakes } = read(`${'['.repeat(maxComposeDepth + 5)}x${']'.repeat(maxComposeDepth + 5)}`)
    expect(documents).toHaveLength(1)
    expect(mistakes).toEqual([expect.stringContaining('deeper than')])
  })

  it.each([
    ['brackets', '['.repeat(200_000)],
    ['braces among quotes', '{"}": '.repeat(100_000)],
    ['list marks', '- '.repeat(200_000)],
    ['question marks', '? '.repeat(200_000)],
    ['indentation', Array.from({ length: 600 }, (_, i) => `${' '.repeat(i)}a:`).join('\n')],
  ])('is not parsed where %s have no end', (_name, text) => {
    expect(read(text)).toEqual({ documents: [], mistakes: ['compose.yaml: nested too deeply'] })
  })

  it('is read at the limit of what is parsed', () => {
    const text = Array.from({ length: maxIndentation }, (_, i) => `${' '.repeat(i)}a:`).join('\n')
    expect(read(text).mistakes).toEqual([expect.stringContaining('deeper than')])
    const brackets = `a: ["]", "[", ${'['.repeat(maxNesting - 2)}${']'.repeat(maxNesting - 2)}]`
    expect(read(brackets).mistakes).toEqual([expect.stringContaining('deeper than')])
  })

  it('is cut where merge keys repeat without end', () => {
    const keys = Array.from({ length: 400 }, (_, i) => `k${i}: 1`).join(', ')
    const maps = Array.from({ length: 400 }, (_, i) => `m${i}: {<<: *x}`).join('\n')
    const { mistakes } = read(`a: &x {${keys}}\n${maps}`)
    expect(mistakes).toEqual([expect.stringContaining(`more than ${maxComposeValues} values`)])
  })

  it('is read quickly where aliases multiply', () => {
    const lines = ['a0: &a0 [x, x]', ...Array.from({ length: 60 }, (_, i) => `a${i + 1}: &a${i + 1} [*a${i}, *a${i}]`)]
    expect(read(lines.join('\n')).mistakes).toEqual([])
  })
})
