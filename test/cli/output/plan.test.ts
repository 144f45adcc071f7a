import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { planOutputs } from '../../../src/cli/output/plan.js'

const folder = mkdtempSync(join(tmpdir(), 'jetsam-test-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const at = (name: string) => join(folder, name)

describe('planOutputs', () => {
  it.each([
    ['nothing asked', [], [{ format: 'table' }]],
    ['a file in place of stdout', [at('a')], [{ format: 'table', file: at('a') }]],
    ['a further report', [`json=${at('a')}`], [{ format: 'table' }, { format: 'json', file: at('a') }]],
    ['stdout by name', ['json=-'], [{ format: 'json' }]],
    [
      'both',
      [at('t'), `json=${at('j')}`],
      [
        { format: 'table', file: at('t') },
        { format: 'json', file: at('j') },
      ],
    ],
    ['a name with = in a folder', [`${folder}/a=b`], [{ format: 'table', file: `${folder}/a=b` }]],
  ])('%s', (_, specs, outputs) => {
    expect(planOutputs([], specs, [])).toEqual(outputs)
  })

  it.each([
    ['one format', ['json'], [], [{ format: 'json' }]],
    ['its file', ['json'], [at('a')], [{ format: 'json', file: at('a') }]],
    ['its file by name', ['json'], [`json=${at('a')}`], [{ format: 'json', file: at('a') }]],
    [
      'two, one with a file',
      ['json', 'table'],
      [`json=${at('a')}`],
      [{ format: 'table' }, { format: 'json', file: at('a') }],
    ],
    [
      'two with files, one of them not by name',
      ['json', 'table'],
      [at('t'), `json=${at('j')}`],
      [
        { format: 'table', file: at('t') },
        { format: 'json', file: at('j') },
      ],
    ],
    [
      'a further one that was not asked for by --format',
      ['json'],
      [`jsonl=${at('l')}`],
      [{ format: 'json' }, { format: 'jsonl', file: at('l') }],
    ],
    [
      'one format in two files',
      ['json'],
      [`json=${at('a')}`, at('b')],
      [
        { format: 'json', file: at('b') },
        { format: 'json', file: at('a') },
      ],
    ],
  ] as const)('--format: %s', (_, formats, specs, outputs) => {
    expect(planOutputs(formats, specs, [])).toEqual(outputs)
  })

  it('refuses two formats in one place, and says how to part them', () => {
    expect(() => planOutputs(['json', 'table'], [], [])).toThrow(
      '--format json and --format table both go to one place',
    )
    expect(() => planOutputs(['json', 'table'], [at('a')], [])).toThrow('both go to one place')
    expect(() => planOutputs(['json'], ['table=-'], [])).toThrow('only one report can go to stdout')
  })

  writeFileSync(at('a-file'), '')
  it.each([
    ['an unknown format', ['sarf=x'], 'knows no format sarf'],
    ['no file', ['json='], 'names no file'],
    ['an empty value', [''], 'names no file'],
    ['a folder', [folder], 'is a directory'],
    ['a folder that is not there', [at('gone/r')], 'there is no folder'],
    ['a file as a folder', [at('a-file/r')], 'folder'],
    ['one file twice', [at('a'), `json=${folder}/./a`], 'twice'],
    ['stdout twice', ['-', 'json=-'], 'only one report can go to stdout'],
    ['the archive that is to be scanned', [at('shop.tar')], 'would overwrite'],
    ['the same with a format', [`json=${at('./shop.tar')}`], 'would overwrite'],
  ])('refuses %s', (_, specs, message) => {
    expect(() => planOutputs([], specs, [`docker-archive:${at('shop.tar')}`])).toThrow(message)
  })
})
