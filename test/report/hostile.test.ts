import { describe, expect, it } from 'vitest'
import { formatNames } from '../../src/report/formats.js'
import { reporters } from '../../src/report/reporters.js'
import { hostileReport } from './hostile-report.js'
import { sampleOptions } from './sample-report.js'

/** Every format over one report of hostile strings; what only one format can say has its own test beside that format's. */
describe.each(formatNames)('%s of a hostile report', (format) => {
  const options = sampleOptions({
    verdict: { exitCode: 1, because: 'x', failing: new Set(['0-finding', '1-finding']) },
  })
  const text = reporters[format]().then((reporter) => reporter(hostileReport(), options))

  it('holds no character that acts on a terminal or hides', async () => {
    const acting = (await text).replaceAll(/\r?\n/g, '').matchAll(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{NChar}]/gu)
    expect([...acting].map(({ 0: character, index }) => [character.codePointAt(0), index])).toEqual([])
  })

  it('gives a CI runner no command that is not ours', async () => {
    const lines = (await text).split(/\r?\n/)
    expect(lines.filter((line) => /##\w*\[/.test(line))).toEqual([])
    const commands = lines.filter((line) => line.trimStart().startsWith('::'))
    expect(
      commands.filter((line) => format !== 'github' || !/^::(error|warning|notice) title=jetsam/.test(line)),
    ).toEqual([])
  })

  it('says the same each time, and changes nothing', async () => {
    const report = hostileReport()
    expect((await reporters[format]())(report, options) === (await text)).toBe(true)
    expect(report).toEqual(hostileReport())
  })

  it('ends with one line break', async () => {
    expect((await text).slice(-2)).toMatch(/[^\n]\n/)
  })
})
