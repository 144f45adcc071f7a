import { expect, it } from 'vitest'
import { HCL, PHP, PYTHON, readAssignments, TOML } from '../../../../src/inspect/files/syntax/assignments.js'
import { readDotenv } from '../../../../src/inspect/files/syntax/dotenv.js'
import { readIni } from '../../../../src/inspect/files/syntax/ini.js'
import { readJson } from '../../../../src/inspect/files/syntax/json.js'
import { readProperties } from '../../../../src/inspect/files/syntax/properties.js'
import { readXml } from '../../../../src/inspect/files/syntax/xml.js'
import { MAX_YAML_DEPTH, readYaml } from '../../../../src/inspect/files/syntax/yaml.js'

const SIZE = 128 * 1024
const filled = (piece: string) => piece.repeat(Math.ceil(SIZE / piece.length)).slice(0, SIZE)

const assignments = [
  '[',
  '{',
  '"',
  "'",
  '"""',
  '/*',
  '<<A\n',
  '<<<A\n',
  'a="',
  'a[',
  "a['b']",
  'define(',
  'a.',
  'a=(',
  '\\',
]

/** What nests, opens or almost matches again and again, by reader. Time that grew with the square would be minutes. */
const cases: [string, (text: string) => unknown, string[]][] = [
  ['yaml', readYaml, ['[', '{', '- ', '? ', 'a: ', '"', "'", '&a [', '*a ', '| ', 'a:\n a:\n', '{a: ', '!!x ', '--- ']],
  [
    'xml',
    readXml,
    ['<a>', '<a b="c">', '<a ', '<', '<!--', '<![CDATA[', '&lt;', '<?', '</a>', '<!DOCTYPE ', '<a><b/>'],
  ],
  ['json', readJson, ['[', '{"a":', '[{"a":', '"', '\\', '/*', '{', '}', ',', '"\\u0041']],
  ['dotenv', readDotenv, ['a="', "a='", 'a=`', 'a=', ' ', '\n', 'a', 'export ', 'a=\\\n', '#']],
  [
    'ini',
    (text) => readIni(text, { inlineComments: true, separators: '=:' }),
    ['[', '[a]\n', 'a="', '=', ' ', '#', 'a= #', 'a="b" '],
  ],
  ['properties', readProperties, ['a=\\\n', '\\', ' ', 'a\\=', '\\u0041', '=', '\n']],
  ...[PYTHON, PHP, HCL, TOML].map(
    (lexicon) =>
      ['assignments', (text: string) => readAssignments(text, lexicon), assignments] as [
        string,
        (text: string) => unknown,
        string[],
      ],
  ),
]

it.each(cases)('%s takes hostile input in its stride', (_name, read, pieces) => {
  const slow = pieces.filter((piece) => {
    const before = performance.now()
    read(filled(piece))
    return performance.now() - before > 8_000
  })
  expect(slow).toEqual([])
})

it('reads nothing of what nests too deeply, and all of what does not', () => {
  expect(readYaml(`${'- '.repeat(MAX_YAML_DEPTH * 2)}x`)).toEqual([])
  expect(readYaml(`${'- '.repeat(20)}x`)).toMatchObject([{ value: 'x', path: Array(20).fill('0') }])
  expect(readYaml(`a: b\n---\n${'['.repeat(MAX_YAML_DEPTH * 2)}`)).toMatchObject([
    { value: 'b', path: ['a'], document: 0 },
  ])
  expect(readJson(`{"a":"b","c":${'['.repeat(1000)}"x"${']'.repeat(1000)},"d":"e"}`)).toMatchObject([
    { value: 'b' },
    { value: 'e' },
  ])
  expect(readXml(`${'<a>'.repeat(1000)}x`)).toHaveLength(64)
})
