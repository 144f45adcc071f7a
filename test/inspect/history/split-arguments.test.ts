import { describe, expect, it } from 'vitest'
import { learnArguments } from '../../../src/inspect/history/learn.js'
import { readRows } from '../../../src/inspect/history/rows.js'
import { splitBuildArguments } from '../../../src/inspect/history/split-arguments.js'

/** The arguments and the command of each RUN row; a doubtful value ends in `?`. */
function split(rows: string[]): string[][] {
  const read = readRows({ history: rows.map((created_by) => ({ created_by })) })
  return learnArguments({}, read).flatMap(({ instruction, known }, i) => {
    const row = rows[i]!
    const found = splitBuildArguments(row, instruction.start, instruction.end, known)
    if (instruction.keyword !== 'RUN' || found === undefined) return []
    const values = found.arguments.map(
      (one) => `${one.name}=${row.slice(one.start, one.end)}${one.doubtful ? '?' : ''}`,
    )
    return [[...values, row.slice(found.command, instruction.end)]]
  })
}

describe('splitBuildArguments', () => {
  it('takes apart what the classic builder of Docker 20.10 wrote', () => {
    const six = '|6 A1=one A=multi\nline ALPHA=given M1=x M3=q r ZED=z one=two'
    const read = ['A1=one', 'A=multi\nline', 'ALPHA=given', 'M1=x', 'M3=q r', 'ZED=z one=two']
    expect(
      split([
        '/bin/sh -c #(nop)  ARG ZED',
        '/bin/sh -c #(nop)  ARG ALPHA=dflt',
        '/bin/sh -c #(nop)  ARG A1',
        '/bin/sh -c #(nop)  ARG A',
        '|4 A1=one A=multi\nline ALPHA=given ZED=z one=two /bin/sh -c true one',
        '/bin/sh -c #(nop)  ENV ENVV=v w=1 OTHER=2',
        '/bin/sh -c #(nop)  ARG M1=x M2 M3=q r',
        `${six} /bin/sh -c echo "$ZED"`,
        `${six} /bin/busybox true`,
        '/bin/busybox sh -ec #(nop)  SHELL [/bin/busybox sh -ec]',
        `${six} /bin/busybox sh -ec true two`,
        '/bin/busybox sh -ec #(nop)  ENV A1=fromenv',
        '/bin/busybox sh -ec #(nop)  ARG HTTP_PROXY',
        '|6 A=multi\nline ALPHA=given HTTP_PROXY=http://h:3 M1=x M3=q r ZED=z one=two /bin/busybox sh -ec true three',
      ]),
    ).toEqual([
      ['A1=one', 'A=multi\nline', 'ALPHA=given', 'ZED=z one=two', 'true one'],
      [...read, 'echo "$ZED"'],
      [...read, '/bin/busybox true'],
      [...read, 'true two'],
      ['A=multi\nline', 'ALPHA=given', 'HTTP_PROXY=http://h:3', 'M1=x', 'M3=q r', 'ZED=z one=two', 'true three'],
    ])
  })

  it('takes apart what the BuildKit of Docker 20.10 wrote', () => {
    const seven = 'RUN |7 ZED=z one=two ALPHA=given A1=one A=multi\nline M1=x M2= M3=q r'
    const read = ['ZED=z one=two', 'ALPHA=given', 'A1=one', 'A=multi\nline', 'M1=x', 'M2=', 'M3=q r']
    expect(
      split([
        'ARG ZED',
        'ARG ALPHA=dflt',
        'ARG A1',
        'ARG A',
        'RUN |4 ZED=z one=two ALPHA=given A1=one A=multi\nline /bin/sh -c true one # buildkit',
        'ENV ENVV=v w=1 OTHER=2',
        'ARG M1=x M2 M3=q r',
        `${seven} /bin/sh -c echo "$ZED" # buildkit`,
        `${seven} /bin/busybox true # buildkit`,
        'SHELL [/bin/busybox sh -ec]',
        `${seven} /bin/busybox sh -ec true two # buildkit`,
      ]),
    ).toEqual([
      ['ZED=z one=two', 'ALPHA=given', 'A1=one', 'A=multi\nline', 'true one'],
      [...read, 'echo "$ZED"'],
      [...read, '/bin/busybox true'],
      [...read, 'true two'],
    ])
  })

  it('marks an exec form whose program is no path as doubtful', () => {
    expect(split(['ARG A', 'RUN |1 A=x make all # buildkit'])).toEqual([['A=x?', 'make all']])
  })

  it('reads |0', () => {
    expect(split(['|0 /bin/sh -c true'])).toEqual([['true']])
  })
})
