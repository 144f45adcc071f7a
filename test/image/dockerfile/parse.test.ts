import { describe, expect, it } from 'vitest'
import { instructionsOfImage } from '../../../src/image/dockerfile/final-stage.js'
import { dockerfileLimit, parseDockerfile } from '../../../src/image/dockerfile/parse.js'

const short = (text: string) => parseDockerfile(text).map(({ keyword, text, line }) => `${line} ${keyword} ${text}`)

describe('parseDockerfile', () => {
  it('joins continued lines, without comments and empty lines between them', () => {
    expect(short('FROM a\nrun one \\\n  # no\n\n  two\nUSER x')).toEqual(['1 FROM a', '2 RUN one \n  two', '6 USER x'])
  })

  it('takes the escape directive', () => {
    expect(short('# escape=`\nFROM a\nRUN dir C:\\ `\n  x\nUSER b')).toEqual([
      '2 FROM a',
      '3 RUN dir C:\\ \n  x',
      '5 USER b',
    ])
  })

  it('reads heredocs to their ends', () => {
    const text = 'FROM a\nCOPY <<one <<-"two" /x/\nFROM no\none\n\ttwo\nRUN <<E\nUSER no\nE\nUSER yes'
    expect(parseDockerfile(text).map(({ keyword, line }) => [keyword, line])).toEqual([
      ['FROM', 1],
      ['COPY', 2],
      ['RUN', 6],
      ['USER', 9],
    ])
  })

  it('reads nothing that is too long', () => {
    expect(parseDockerfile(`FROM a\n${'#'.repeat(dockerfileLimit)}`)).toEqual([])
  })
})

describe('instructionsOfImage', () => {
  const text =
    'ARG V\nFROM x AS one\nRUN 1\nFROM --platform=linux/amd64 one AS two\nRUN 2\nFROM y\nRUN 3\nFROM two\nRUN 4'
  const runs = (target?: string) => instructionsOfImage(parseDockerfile(text), target).map(({ text }) => text)

  it('follows the stages that the last one stands on', () => expect(runs()).toEqual(['1', '2', '4']))
  it('follows a target, by name and by number', () => {
    expect(runs('TWO')).toEqual(['1', '2'])
    expect(runs('2')).toEqual(['3'])
    expect(runs('none')).toEqual([])
  })
})
