import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { jetsam } from './jetsam.js'

describe('help and version', () => {
  it('prints the version of the package', async () => {
    const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }
    expect(await jetsam(['--version'])).toMatchObject({ exitCode: 0, stdout: `${version}\n`, stderr: '' })
    expect(await jetsam(['-V'])).toMatchObject({ exitCode: 0, stdout: `${version}\n` })
  })

  it.each([[['--help']], [['scan', '--help']], [['demo', '--help']]])(
    '%j goes to stdout and is no failure',
    async (argv) => {
      const { exitCode, stdout, stderr } = await jetsam(argv)
      expect([exitCode, stderr]).toEqual([0, ''])
      expect(stdout).toContain('Usage: jetsam')
    },
  )

  it('explains exit codes and shows examples', async () => {
    const { stdout } = await jetsam(['scan', '--help'])
    for (const part of ['Exit codes:', 'Examples:', 'docker save', '--fail-on', 'medium:likely', 'JETSAM_ID_KEY']) {
      expect(stdout).toContain(part)
    }
  })
})
