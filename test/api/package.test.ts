import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { withDemoArchive } from '../../src/demo/with-demo-archive.js'
import { formatNames } from '../../src/report/formats.js'

const run = promisify(execFile)
const root = resolve(import.meta.dirname, '../..')
let folder: string
let app: string

/** The package as it would be published, installed beside nothing else; its dependencies are linked, so that no network is needed. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'jetsam-package-'))
  app = join(folder, 'app')
  const installed = join(app, 'node_modules/jetsam')
  await mkdir(installed, { recursive: true })
  await symlink(resolve(root, 'node_modules'), join(folder, 'node_modules'))
  // What `prepare` builds was built before the tests.
  const { stdout } = await run('npm', ['pack', '--ignore-scripts', '--json', '--pack-destination', folder], {
    cwd: root,
  })
  const [{ filename }] = JSON.parse(stdout) as [{ filename: string }]
  await run('tar', ['-xzf', join(folder, filename), '-C', installed, '--strip-components=1'])
}, 60_000)

afterAll(() => rm(folder, { recursive: true, force: true }))

const node = (args: string[]) =>
  run(process.execPath, args, { cwd: app }).then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    ({ code, stdout, stderr }: { code: number; stdout: string; stderr: string }) => ({ code, stdout, stderr }),
  )

it('runs the example of the documentation', { timeout: 60_000 }, async () => {
  const example = 'node_modules/jetsam/examples/scan.mjs'
  await withDemoArchive(async (path) => {
    const { code, stdout, stderr } = await node([example, path])
    expect([code, stderr]).toEqual([1, ''])
    expect(stdout.split('\n').length).toBeGreaterThan(5)
    expect(stdout).toMatch(/^critical\t/)
  })
  expect(await node([example, './nothing.tar'])).toMatchObject({ code: 2, stdout: '' })
})

it('runs the program of docs/api.md', { timeout: 60_000 }, async () => {
  const text = await readFile(join(root, 'docs/api.md'), 'utf8')
  const program = /```js\n([\s\S]*?)```/.exec(text)![1]!
  await withDemoArchive(async (path) => {
    await writeFile(join(app, 'program.mjs'), program.replace("'myapp:latest'", JSON.stringify(path)))
    const { code, stdout } = await node(['program.mjs'])
    expect(code).toBe(0)
    expect(stdout).toMatch(/^critical .+ \d+\n/)
  })
})

it('is typed', { timeout: 120_000 }, async () => {
  const program = `import { Failure, scan, type Finding, type Report, type ScanOptions } from 'jetsam'
const options: ScanOptions = { signal: AbortSignal.timeout(1000), pull: 'never' }
const titles: string[] = []
for await (const finding of scan('x', options)) titles.push((finding satisfies Finding).signature.title)
const { report, problems } = await scan(['x', 'y']).result()
const complete: boolean = (report satisfies Report).coverage.complete && !(problems[0] instanceof Failure)
// @ts-expect-error: no such word
scan('x', { pull: 'sometimes' })
// @ts-expect-error: findings are no strings
for await (const finding of scan('x')) finding.toUpperCase()
export { complete, titles }
`
  await writeFile(join(app, 'typed.mts'), program)
  const flags = ['--noEmit', '--strict', '--module', 'nodenext', '--target', 'es2023', '--types', 'node']
  const tsc = join(root, 'node_modules/typescript/bin/tsc')
  // Checks the package's own declarations, too.
  expect(await node([tsc, ...flags, 'typed.mts'])).toMatchObject({ code: 0, stdout: '' })
})

it('writes every format', { timeout: 120_000 }, async () => {
  await withDemoArchive(async (path) => {
    const outputs = formatNames.flatMap((format) => ['--output', `${format}=report.${format}`])
    const program = 'node_modules/jetsam/dist/main.js'
    const { code, stderr } = await node([program, 'scan', '--quiet', '--no-cache', path, ...outputs])
    expect([code, stderr]).toEqual([1, ''])
    for (const format of formatNames) expect((await stat(join(app, `report.${format}`))).size).toBeGreaterThan(500)
  })
})

it('lets programs read the schema, and nothing that is not meant for them', async () => {
  const program = (name: string) => ['-e', `import(${JSON.stringify(name)}, { with: { type: 'json' } })`]
  expect(await node(program('jetsam/schema/report-v1.schema.json'))).toMatchObject({ code: 0 })
  expect((await node(program('jetsam/dist/scan/scan.js'))).stderr).toContain('ERR_PACKAGE_PATH_NOT_EXPORTED')
})
