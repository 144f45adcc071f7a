import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { parse } from 'yaml'
import { buildImage } from '../harness/build-image.js'
import { describeEngine } from '../harness/engine.js'
import { fresh, templates } from '../harness/fresh.js'
import { openWorkshop, repository, type Workshop } from './workshop.js'

type Action = {
  inputs: Record<string, { default?: string; required?: boolean }>
  outputs: Record<string, { value: string }>
  runs: { steps: { id?: string; run: string; env?: Record<string, string> }[] }
}
const action = parse(readFileSync(join(repository, 'action.yml'), 'utf8')) as Action

describeEngine('the GitHub action', () => {
  let workshop: Workshop
  let leaky = ''
  let clean = ''
  const token = fresh(templates.githubToken)
  const password = fresh(templates.password)
  const dockerfile = `FROM base\nARG A=1\nENV GITHUB_TOKEN=${token}\nENV DB_PASSWORD=${password}\n`
  beforeAll(async () => {
    workshop = openWorkshop({ Dockerfile: dockerfile })
    leaky = await buildImage({ builder: 'buildkit', dockerfile })
    clean = await buildImage({ builder: 'buildkit', dockerfile: 'FROM base\nENV A=1\n' })
  })
  afterAll(() => rmSync(workshop.folder, { recursive: true }))

  /** Runs the steps of `action.yml` as a runner does, with these inputs; gives the outputs of the step `scan`. */
  async function act(inputs: Record<string, string>) {
    const [output, summary] = ['output', 'summary'].map((name) => join(workshop.folder, name)) as [string, string]
    for (const file of [output, summary]) writeFileSync(file, '')
    const given = (text: string) =>
      text.replace(/\$\{\{ inputs\.([\w-]+) \}\}/g, (_, name: string) => {
        expect(Object.keys(action.inputs)).toContain(name)
        return inputs[name] ?? action.inputs[name]?.default ?? ''
      })
    const ended = { code: 0 as number | null, stdout: '', stderr: '' }
    for (const { run, env = {} } of action.runs.steps) {
      const values = Object.fromEntries(Object.entries(env).map(([name, text]) => [name, given(text)]))
      const files = { GITHUB_ACTION_PATH: repository, GITHUB_OUTPUT: output, GITHUB_STEP_SUMMARY: summary }
      const step = await workshop.shell(run, { ...files, ...values })
      ended.stdout += step.stdout
      ended.stderr += step.stderr
      ended.code = step.code
      if (step.code !== 0) break
    }
    const lines = readFileSync(output, 'utf8').split('\n').filter(Boolean)
    const outputs = Object.fromEntries(
      lines.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
    )
    return { ...ended, outputs, summary: readFileSync(summary, 'utf8') }
  }
  const read = (name: string) => JSON.parse(readFileSync(join(workshop.folder, name), 'utf8'))

  it('stops at a leak: annotations, summary, reports, outputs', async () => {
    const { code, stdout, outputs, summary } = await act({ image: `docker:${leaky}`, dockerfile: 'Dockerfile' })
    expect(code).toBe(1)
    expect(stdout).toMatch(/^::error title=[^\n]*,file=Dockerfile,line=3::/m)
    expect(summary).toContain('GitHub personal access token')
    expect(outputs).toEqual({ 'exit-code': '1', findings: '2', sarif: 'jetsam.sarif', json: 'jetsam.json' })
    expect(Object.keys(action.outputs).sort()).toEqual(Object.keys(outputs).sort())
    expect(read('jetsam.sarif').runs[0].results).toHaveLength(2)
    for (const text of [stdout, summary, JSON.stringify(read('jetsam.json'))]) expect(text).not.toContain(token)
  })

  it('lets a clean image pass', async () => {
    const { code, outputs } = await act({ image: `\n  docker:${clean}\n`.replaceAll('  ', ''), json: 'a report.json' })
    expect(code).toBe(0)
    expect(outputs).toEqual({ 'exit-code': '0', findings: '0', sarif: 'jetsam.sarif', json: 'a report.json' })
  })

  it('takes several images, further arguments and another gate', async () => {
    const { code, outputs } = await act({
      image: `docker:${clean}\r\ndocker:${leaky}`,
      'fail-on': 'none',
      arguments: '--only\ngithub\n--no-cache',
    })
    expect([code, outputs.findings]).toEqual([0, '1'])
  })

  it('leaves suppressed results out of what is uploaded', async () => {
    const rule = 'signature: github-*\n    reason: a test\n    expires: 2999-01-01'
    writeFileSync(join(workshop.folder, '.jetsamignore.yaml'), `ignore:\n  - ${rule}\n`)
    const { outputs } = await act({ image: `docker:${leaky}` })
    rmSync(join(workshop.folder, '.jetsamignore.yaml'))
    expect(outputs.findings).toBe('1')
    expect(read('jetsam.json').suppressed).toHaveLength(1)
    expect(read('jetsam.sarif').runs[0].results).toHaveLength(1)
  })

  it('takes inputs for data, whatever they hold', async () => {
    const hostile = '$(touch hacked)`touch hacked`"; touch hacked; #'
    const { code, outputs } = await act({ image: `--output=json=hacked\n${hostile}`, arguments: '--pull\nnever' })
    expect([code, outputs['exit-code']]).toEqual([2, '2'])
    expect((await workshop.shell('test -e hacked')).code).toBe(1)
  })

  it('leaves no report of an earlier run where it fails', async () => {
    const { code, outputs } = await act({ image: `docker:${clean}`, arguments: '--no-such-option' })
    expect(code).toBe(2)
    expect(outputs).toEqual({ 'exit-code': '2', findings: '', sarif: '', json: '' })
  })

  it('has an example workflow that gives it what it knows', () => {
    const workflow = parse(readFileSync(join(repository, 'integrations/github/workflow.yml'), 'utf8'))
    const step = workflow.jobs.image.steps.find((one: { id?: string }) => one.id === 'jetsam')
    expect(Object.keys(action.inputs)).toEqual(expect.arrayContaining(Object.keys(step.with)))
  })
})
