import { expect, it } from 'vitest'
import { guessBaseRows } from '../../../src/image/base/guess-rows.js'
import { readHistory } from '../../../src/image/history.js'

const day = 24 * 3600 * 1000
type Row = [createdBy: string, days: number, empty?: boolean]
const guess = (rows: Row[]) =>
  guessBaseRows(
    readHistory({
      history: rows.map(([created_by, days, empty_layer = false]) => {
        return { created_by, empty_layer, created: new Date(Date.UTC(2026, 0, 1) + days * day).toISOString() }
      }),
    }),
  )

it.each<[string, Row[], number | undefined]>([
  [
    'a command in the midst',
    [
      ['ADD x /', 0],
      ['CMD ["bash"]', 0, true],
      ['COPY a b', 0],
      ['CMD ["a"]', 0, true],
    ],
    2,
  ],
  [
    'the last of several',
    [
      ['ADD x /', 0],
      ['/bin/sh -c #(nop)  CMD ["bash"]', 0, true],
      ['RUN y', 3],
      ['ENTRYPOINT ["y"]', 3, true],
      ['COPY a b', 9],
    ],
    4,
  ],
  [
    'a pause',
    [
      ['ADD x /', 0],
      ['ENV A=b', 0.1, true],
      ['COPY a b', 30],
      ['RUN c', 30.01],
    ],
    2,
  ],
  [
    'the longest pause',
    [
      ['ADD x /', 0],
      ['RUN y', 40],
      ['COPY a b', 45],
    ],
    1,
  ],
  [
    'nothing',
    [
      ['ADD x /', 0],
      ['RUN y', 0.5],
      ['CMD ["a"]', 0.5, true],
    ],
    undefined,
  ],
  ['no history', [], undefined],
])('guesses by %s', (_, rows, expected) => {
  expect(guess(rows)).toBe(expected)
})

it('knows no time where there is none', () => {
  expect(
    guessBaseRows(readHistory({ history: [{ created_by: 'ADD x /' }, { created_by: 'RUN y', created: 'soon' }] })),
  ).toBeUndefined()
})
