import { copyFileSync, existsSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { parse } from 'yaml'
import { baseImage } from '../harness/base-image.js'
import { buildImage } from '../harness/build-image.js'
import { docker } from '../harness/docker.js'
import { describeEngine, runId } from '../harness/engine.js'
import { fresh, templates } from '../harness/fresh.js'
import { startRegistry } from '../harness/registry.js'
import { openWorkshop, repository, type Workshop } from './workshop.js'

const textOf = (path: string) => readFileSync(join(repository, path), 'utf8')

describeEngine('what the documentation tells a CI system to do', () => {
  let workshop: Workshop | undefined
  const open = (files: Record<string, string>) => {
    workshop = openWorkshop(files)
    return workshop
  }
  afterEach(() => {
    if (workshop) rmSync(workshop.folder, { recursive: true })
  })
  const leakyFile = async () => `FROM ${await baseImage()}\nENV GITHUB_TOKEN=${fresh(templates.githubToken)}\n`
  const cleanFile = async () => `FROM ${await baseImage()}\nENV A=1\n`

  /** The code block of this language after a heading of the README. */
  function block(heading: string, language: string): string {
    const section = textOf('README.md').split(`## ${heading}\n`)[1]!
    return new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``).exec(section)![1]!
  }

  it.each([
    ['a leaky image', leakyFile, 1],
    ['a clean image', cleanFile, 0],
  ])('the steps of the README stop or pass %s', async (_name, dockerfile, code) => {
    const { folder, shell } = open({ Dockerfile: await dockerfile(), '.dockerignore': 'jetsam' })
    symlinkSync(repository, join(folder, 'jetsam'))
    const steps = parse(block('Stop a leak in CI', 'yaml')) as { run: string }[]
    // The tests' engine has no network for builds, and other names than the README's.
    const named = steps.map(({ run }) => run.replaceAll('myapp', `jetsam-readme:${runId}`))
    expect(named).toHaveLength(2)
    const ends = []
    for (const run of named) ends.push((await shell(run)).code)
    await docker(['rmi', `jetsam-readme:${runId}`])
    expect(ends).toEqual([0, code])
    expect(existsSync(join(folder, 'leaks.json'))).toBe(true)
  })

  it('the baseline of the README lets what is known pass', async () => {
    const image = await buildImage({ builder: 'buildkit', dockerfile: await leakyFile() })
    const { shell } = open({})
    const lines = block('Stop a leak in CI', 'sh').replaceAll('myapp', `docker:${image}`)
    expect(lines).toContain('--new-only')
    expect((await shell(`set -e\n${lines}`)).code).toBe(0)
  })

  it.each([
    ['a leaky image', leakyFile, 1],
    ['a clean image', cleanFile, 0],
  ])('the template for GitLab reads %s from the registry', async (_name, dockerfile, code) => {
    const account = { user: 'ci', password: fresh(templates.password) }
    const registry = await startRegistry({ account })
    const { folder, shell } = open({})
    const image = await buildImage({ builder: 'buildkit', dockerfile: await dockerfile() })
    const name = `${registry.host}/group/app`
    try {
      const config = join(folder, 'docker')
      await shell(
        `mkdir docker && printf %s "$PASSWORD" | docker --config ${config} login -u ci --password-stdin ${registry.host}
        docker tag ${image} ${name}:abc && docker --config ${config} push -q ${name}:abc && docker rmi ${name}:abc`,
        {
          PASSWORD: account.password,
        },
      )
      const { jetsam: job } = parse(textOf('integrations/gitlab/jetsam.gitlab-ci.yml'))
      const known: Record<string, string> = {
        CI_REGISTRY_IMAGE: name,
        CI_COMMIT_SHA: 'abc',
        CI_REGISTRY_USER: 'ci',
        CI_REGISTRY_PASSWORD: account.password,
      }
      const own = Object.entries(job.variables as Record<string, string>).map(([key, value]) => [
        key,
        value.replace(/\$(\w+)/g, (_, one: string) => known[one] ?? ''),
      ])
      const ended = await shell(job.script.join('\n'), { ...known, ...Object.fromEntries(own) })
      expect([ended.code, ended.stderr.includes(account.password)]).toEqual([code, false])
      const reports = job.artifacts.reports as Record<string, string>
      const report = JSON.parse(readFileSync(join(folder, reports.secret_detection!), 'utf8'))
      expect(report.vulnerabilities).toHaveLength(code)
      expect(readFileSync(join(folder, reports.junit!), 'utf8')).toContain('<testsuites')
      expect(existsSync(join(folder, job.cache.paths[0]))).toBe(true)
    } finally {
      await registry.stop()
    }
  })

  it('the pre-push hook lets only commits pass whose image is clean', async () => {
    const { folder, shell } = open({ Dockerfile: await cleanFile() })
    const git = 'git -c user.name=a -c user.email=a@example.org -c init.defaultBranch=main'
    await shell(`${git} init -q . && git init -q --bare ../remote-${runId} && git remote add origin ../remote-${runId}
      ${git} add Dockerfile && ${git} commit -qm clean`)
    copyFileSync(join(repository, 'integrations/git/pre-push'), join(folder, '.git/hooks/pre-push'))
    const push = () => shell('git push -q origin HEAD:main')
    try {
      expect((await push()).code).toBe(0)
      const leaky = await leakyFile()
      await shell(`cat > Dockerfile <<'EOF'\n${leaky}EOF\n${git} commit -qam leaky`)
      // What lies about uncommitted is not what is pushed.
      await shell(`printf 'FROM scratch\\n' > Dockerfile`)
      const stopped = await push()
      expect(stopped.code).not.toBe(0)
      expect(stopped.stderr).toContain('must not be pushed (jetsam exit code 1)')
      expect(stopped.stderr).toContain('GitHub personal access token')
      await shell('git config jetsam.failOn none')
      expect((await push()).code).toBe(0)
      expect((await shell('git push -q origin :main')).code).toBe(0)
      expect((await docker(['images', '--format', '{{.Repository}}'])).split('\n')).not.toContain('jetsam-pre-push')
    } finally {
      await shell(`rm -rf ../remote-${runId}`)
    }
  })

  it('the stages for Jenkins stop a leaky image, and leave results', async () => {
    const { folder, shell } = open({ Dockerfile: await leakyFile() })
    const commands = [...textOf('integrations/jenkins/Jenkinsfile').matchAll(/^ *sh '([^'\n]*)'$/gm)].map(
      ([, one]) => one!,
    )
    expect(commands).toHaveLength(2)
    const image = `jetsam-jenkins:${runId}`
    const ends = []
    for (const command of commands) ends.push((await shell(command, { IMAGE: image })).code)
    await docker(['rmi', image])
    expect(ends).toEqual([0, 1])
    expect(existsSync(join(folder, 'jetsam.xml')) && existsSync(join(folder, 'jetsam.html'))).toBe(true)
  })
})
