import { leakyDockerfile } from '../demo/leaky-image.js'
import { withDemoArchive } from '../demo/with-demo-archive.js'
import type { Io } from './io.js'
import { write } from './output/stream.js'
import type { DemoFlags } from './program.js'
import { type Scan, scanCommand } from './scan-command.js'
import { readScanFlags } from './scan-flags.js'

/** The name that the report gives the archive, whose real path is different each time. */
const shownReference = 'docker-archive:shop.tar'

/** `jetsam demo`: makes a leaky image archive, scans it as any other and says what happened. Exits 1, as such a scan does. */
export async function demoCommand(io: Io, scan: Scan, { color, quiet, format, output }: DemoFlags): Promise<number> {
  const flags = readScanFlags({
    pull: 'never',
    format,
    output,
    failOn: 'medium:likely',
    ignoreFile: false,
    quiet: true,
    color,
  })
  const say = (text: string) => (quiet ? Promise.resolve() : write(io.stderr, text))
  await say(
    `This Dockerfile looks careful, and leaks at nearly every line:\n\n${leakyDockerfile.replace(/^/gm, '    ')}\n\n`,
  )
  await say('The image that it gives was made from templates (all credentials are made up), and this is its scan:\n\n')
  const exitCode = await withDemoArchive((path) => scanCommand(io, renaming(scan), [`docker-archive:${path}`], flags))
  await say(closingWords(exitCode))
  return exitCode
}

/** The same scan, its images shown under a name that does not change. */
function renaming(scan: Scan): Scan {
  return async (options) => {
    const result = await scan(options)
    const images = result.report.images.map((image) => ({ ...image, reference: shownReference }))
    return { ...result, report: { ...result.report, images } }
  }
}

function closingWords(exitCode: number): string {
  const why =
    exitCode === 1
      ? 'The exit code is 1, as of every scan with findings: that is what stops a pipeline.'
      : `The exit code is ${exitCode}, where 1 was to be expected: something went wrong.`
  return `\n${why}\nThe archive is removed. Now an image of yours:  npx --no-install jetsam scan IMAGE\n`
}
