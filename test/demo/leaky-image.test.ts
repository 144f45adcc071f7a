import { existsSync } from 'node:fs'
import { Readable } from 'node:stream'
import { expect, it } from 'vitest'
import { withDemoArchive } from '../../src/demo/with-demo-archive.js'
import { scan } from '../../src/scan/scan.js'

it('the demonstration leaks what its Dockerfile leaks, and nothing else', async () => {
  let folder = ''
  const { report, problems } = await withDemoArchive((path) => {
    folder = path
    const references = [`docker-archive:${path}`]
    return scan({ references, pull: 'never', showSecrets: false, strict: true, env: {}, stdin: Readable.from([]) })
  })
  expect(existsSync(folder)).toBe(false)
  expect(problems).toEqual([])
  expect(report.coverage).toMatchObject({ complete: true, layers: 8 })
  const told = report.findings.map(({ severity, occurrences }) => {
    const places = occurrences.map(({ exposure, key, path, state, endedBy }) =>
      [exposure, path ?? key, state === 'live' ? undefined : state, endedBy]
        .filter((part) => part !== undefined)
        .join(' '),
    )
    return [severity, ...new Set(places)].join(', ')
  })
  const keyFile = report.findings
    .flatMap(({ occurrences }) => occurrences)
    .find(({ path }) => path?.endsWith('id_ed25519'))
  expect(keyFile).toMatchObject({ mode: '0600', owner: '0:0' })
  expect(told.sort()).toEqual([
    'critical, build-arg NPM_TOKEN, file app/.npmrc deleted 6',
    'critical, env AWS_SECRET_ACCESS_KEY, history AWS_SECRET_ACCESS_KEY',
    'critical, file app/.docker/config.json',
    'critical, file app/.env',
    'critical, file root/.ssh/id_ed25519 deleted 6',
    'critical, history',
    'high, file app/.env overwritten 7',
    'low, env AWS_ACCESS_KEY_ID, history AWS_ACCESS_KEY_ID',
    'low, env POSTGRES_PASSWORD, history POSTGRES_PASSWORD',
  ])
})
