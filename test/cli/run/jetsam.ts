import { run } from '../../../src/cli/run.js'
import type { ScanOptions, ScanResult } from '../../../src/scan/scan.js'
import { cleanReport, sampleFinding } from '../../report/sample-report.js'
import { fakeIo } from '../fake-io.js'

export const leaky = cleanReport({
  findings: [sampleFinding()],
  summary: { critical: 0, high: 1, medium: 0, low: 0, info: 0 },
})
export const incomplete = cleanReport({ coverage: { complete: false, layers: 0, files: 0, bytes: 0, gaps: [] } })
export const missing = {
  code: 'image-not-found',
  message: 'there is no image shop:9',
  hint: 'look at docker images',
} as const

/** Runs the command line over a scan that gives this result, or does what the function does. */
export async function jetsam(
  argv: string[],
  result: Partial<ScanResult> | ((options: ScanOptions) => Promise<ScanResult>) = {},
  ioChange: Parameters<typeof fakeIo>[0] = {},
) {
  const { io, written } = fakeIo(ioChange)
  const asked: ScanOptions[] = []
  const exitCode = await run(argv, io, async () => async (options) => {
    asked.push(options)
    return typeof result === 'function' ? result(options) : { report: cleanReport(), problems: [], ...result }
  })
  return { exitCode, asked, ...written }
}
