import { describe, expect, it } from 'vitest'
import { type HistoryRow, pairHistoryWithLayers, readEngineHistory, readHistory } from '../../src/image/history.js'
import { hostileDocuments } from './hostile.js'

const row = (createdBy: string, emptyLayer = false): HistoryRow => ({
  createdBy,
  comment: '',
  author: '',
  created: '',
  emptyLayer,
})

describe('the history of a config', () => {
  it('is read with all its strings', () => {
    const history = [
      {
        created: '2026-01-01T00:00:00Z',
        created_by: 'COPY a b # buildkit',
        comment: 'buildkit.dockerfile.v0',
        author: 'me',
      },
      { created_by: 'ENV A=b', empty_layer: true },
    ]
    expect(readHistory({ history })).toEqual([
      {
        created: '2026-01-01T00:00:00Z',
        createdBy: 'COPY a b # buildkit',
        comment: 'buildkit.dockerfile.v0',
        author: 'me',
        emptyLayer: false,
      },
      row('ENV A=b', true),
    ])
  })

  it('keeps its order where a row is none', () => {
    expect(
      readHistory({ history: [null, { created_by: 5, empty_layer: 'true' }, 'x', { created_by: 'RUN x' }] }),
    ).toEqual([row(''), row(''), row(''), row('RUN x')])
  })

  it('bears any shape', () => {
    for (const document of hostileDocuments('history')) {
      for (const read of readHistory(document)) expect(read).toEqual(row(''))
    }
  })
})

describe('the history of an engine', () => {
  it('is turned round, and goes by size', () => {
    const rows = [
      { Id: 'sha256:x', Created: 1_700_000_000, CreatedBy: 'CMD ["sh"]', Tags: null, Size: 0, Comment: 'c' },
      { Id: '<missing>', Created: 1_600_000_000, CreatedBy: 'ADD file:x in /', Size: 12, Comment: '' },
    ]
    expect(readEngineHistory(rows)).toEqual([
      { ...row('ADD file:x in /'), created: '2020-09-13T12:26:40.000Z' },
      { ...row('CMD ["sh"]', true), comment: 'c', created: '2023-11-14T22:13:20.000Z' },
    ])
  })

  it('bears any shape', () => {
    for (const document of hostileDocuments('Created', 'CreatedBy', 'Size'))
      expect(readEngineHistory(document)).toBeInstanceOf(Array)
    expect(readEngineHistory([{ Created: 1e300 }, { Created: -1e300 }]).map(({ created }) => created)).toEqual(['', ''])
  })
})

describe('which row made which layer', () => {
  const rows = [row('ADD rootfs /'), row('ENV A=b', true), row('RUN x'), row('CMD ["sh"]', true), row('COPY a b')]

  it('is the order of the rows that have one', () => {
    expect(pairHistoryWithLayers(rows, 3)).toEqual([0, 2, 4])
  })

  it.each([
    [['ENV A=b', 'RUN x', 'LABEL a=b', 'WORKDIR /x'], 2, [1, 3]],
    [['/bin/sh -c #(nop) ADD file:x in / ', '/bin/sh -c #(nop)  CMD ["sh"]', '/bin/sh -c ENVIRONMENT'], 2, [0, 2]],
    [['RUN |1 USER=x /bin/sh -c LABEL', 'SHELL [bash]', 'EXPOSE'], 1, [0]],
  ])('is told by the instructions where no row is marked: %j', (texts, layers, expected) => {
    expect(
      pairHistoryWithLayers(
        texts.map((text) => row(text)),
        layers,
      ),
    ).toEqual(expected)
  })

  it('is told by the instructions where an empty RUN looks as if it had no layer', () => {
    const engine = [row('ADD rootfs /'), row('RUN true', true), row('CMD ["sh"]', true)]
    expect(pairHistoryWithLayers(engine, 2)).toEqual([0, 1])
  })

  it.each([
    ['more layers', 4],
    ['fewer layers', 2],
    ['one layer, as after a squash', 1],
  ])('is not guessed with %s', (_, count) => {
    expect(pairHistoryWithLayers(rows, count)).toEqual(Array(count).fill(undefined))
  })

  it('is known for an imported image', () => {
    expect(pairHistoryWithLayers([{ ...row(''), comment: 'Imported from -' }], 1)).toEqual([0])
    expect(pairHistoryWithLayers([], 2)).toEqual([undefined, undefined])
  })
})
