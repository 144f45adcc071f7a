import { posix } from 'node:path'
import type { DockerfileInstruction } from '../image/dockerfile/parse.js'
import { addMount, modeFor, type Plan, secretIdOf } from './plan.js'
import { scopeOf } from './scope.js'

/** Files that hold credentials whatever the project, by their names. */
const credentialFile =
  /^(?:\.npmrc|\.yarnrc\.yml|\.?netrc|_netrc|\.pypirc|pip\.conf|\.git-credentials|\.pgpass|\.my\.cnf|\.dockercfg|\.htpasswd|\.vault-token|id_(?:rsa|dsa|ecdsa|ed25519)|credentials\.toml|auth\.json|\.env(?:\.(?:local|prod|production|dev|development))?)$/
/** Of these the folder counts, too. */
const credentialPath =
  /(?:^|\/)\.(?:aws\/credentials|docker\/config\.json|kube\/config|m2\/settings\.xml|gem\/credentials)$/

type Copy = {
  instruction: DockerfileInstruction
  /** Those of the sources that hold credentials. */
  files: string[]
  sources: string[]
  target: string
  /** Where the files stand in the image; undefined where that hangs on the base image. */
  paths: (string | undefined)[]
  /** That come after it. */
  runs: DockerfileInstruction[]
}

/** Plans that credential files are no longer copied, but mounted for each RUN after their COPY. */
export function planCopies(all: readonly DockerfileInstruction[], plan: Plan): void {
  const stay = new Set<string>()
  for (const instruction of all) {
    const copy = readCopy(all, instruction)
    if (copy?.sources.some((source) => /^(?:\.|\.\/|\/|\*)$/.test(source))) {
      plan.left.push(
        `line ${instruction.line}: the whole build context is copied: see that .dockerignore lists every file with credentials`,
      )
    }
    if (!copy || copy.files.length === 0) continue
    const reason = whyNot(copy)
    if (reason === undefined) planCopy(all, copy, plan)
    else {
      for (const file of copy.files) stay.add(posix.normalize(file))
      plan.left.push(`line ${instruction.line}: ${copy.files.join(', ')} is copied, and ${reason}`)
    }
  }
  plan.ignored = plan.ignored.filter((file) => !stay.has(file))
}

function readCopy(all: readonly DockerfileInstruction[], instruction: DockerfileInstruction): Copy | undefined {
  const { keyword, text } = instruction
  if ((keyword !== 'COPY' && keyword !== 'ADD') || /^(?:--\S+\s+)*--from=/.test(text)) return undefined
  const words = wordsOf(text)
  if (!words || words.length < 2) return undefined
  const sources = words.slice(0, -1)
  const target = words.at(-1)!
  const files = sources.filter(isCredentialFile)
  const paths = files.map((file) => targetOf(all, instruction, file, target, sources.length))
  const runs = files.length === 0 ? [] : scopeOf(all)(instruction).filter((one) => one.keyword === 'RUN')
  return { instruction, files, sources, target, paths, runs }
}

function whyNot({ files, paths, runs }: Copy): string | undefined {
  if (paths.includes(undefined)) return 'where to is not plain from the Dockerfile alone'
  if (runs.length === 0) return 'no RUN needs it: mount it when the container starts'
  const names = files.map((file) => posix.basename(file))
  const worse = runs.find(({ text }) => names.some((name) => changes(text, name) && !isOnlyRemoval(text, name)))
  return worse && `line ${worse.line} changes or removes it, which cannot be done to a mount`
}

function planCopy(all: readonly DockerfileInstruction[], copy: Copy, plan: Plan): void {
  const { instruction, files, sources, target, paths, runs } = copy
  for (const [i, file] of files.entries()) {
    const name = posix.basename(file)
    const id = secretIdOf(name)
    const removals = runs.filter((run) => isOnlyRemoval(run.text, name))
    const without = new Set(removals.flatMap(scopeOf(all)))
    for (const run of runs) {
      if (removals.includes(run)) plan.removed.add(run)
      else if (!without.has(run)) addMount(plan, run, `type=secret,id=${id},target=${paths[i]}${modeFor(all, run)}`)
    }
    plan.flags.push(`--secret id=${id},src=${file}`)
    plan.ignored.push(posix.normalize(file))
  }
  const flags = /^(?:--\S+\s+)*/.exec(instruction.text)![0]
  const rest = sources.filter((source) => !files.includes(source))
  if (rest.length === 0) plan.removed.add(instruction)
  else plan.rewritten.set(instruction, `${instruction.keyword} ${flags}${[...rest, target].join(' ')}`)
  plan.done.push(
    `${files.join(', ')} (line ${instruction.line}) is mounted for each RUN after it, and no longer in the image; a container that needs it gets it when it starts`,
  )
}

/** The words of a COPY without its flags; undefined for a heredoc and for what has quotes. */
function wordsOf(text: string): string[] | undefined {
  const body = text.replace(/^(?:--\S+\s+)+/, '').trim()
  if (body.includes('<<')) return undefined
  if (!body.startsWith('[')) return /["']/.test(body) ? undefined : body.split(/\s+/)
  try {
    const list: unknown = JSON.parse(body)
    // Written back as words, so none may need quotes.
    return Array.isArray(list) && list.every((one) => typeof one === 'string' && /^\S+$/.test(one)) ? list : undefined
  } catch {
    return undefined
  }
}

function isCredentialFile(source: string): boolean {
  if (/[*?[$]/.test(source)) return false
  return credentialFile.test(posix.basename(source)) || credentialPath.test(posix.resolve('/', source))
}

function targetOf(
  all: readonly DockerfileInstruction[],
  copy: DockerfileInstruction,
  file: string,
  target: string,
  sources: number,
): string | undefined {
  const name = posix.basename(file)
  const before = all.filter((one) => one.stage === copy.stage && one.line < copy.line)
  const folders = before.filter(({ keyword }) => keyword === 'WORKDIR').map(({ text }) => text.trim())
  const whole = posix.isAbsolute(target) ? '/' : folders.findLast((folder) => posix.isAbsolute(folder))
  if (whole === undefined || /[$"'\s,]/.test([target, ...folders].join(''))) return undefined
  const folder = posix.isAbsolute(target) ? '/' : posix.resolve(whole, ...folders.slice(folders.lastIndexOf(whole)))
  const isFolder = sources > 1 || /(?:^|\/)\.{0,2}$/.test(target)
  // `COPY id_rsa /root/.ssh`: a folder, if there is one of that name.
  if (!isFolder && posix.basename(target) !== name) return undefined
  return posix.join(folder, target, isFolder ? name : '')
}

/** Whether a command does something to the file that a mount does not take. */
function changes(command: string, name: string): boolean {
  if (!command.includes(name)) return false
  const isTarget = command.split(/>{1,2}/).some(
    (part, i) =>
      i > 0 &&
      part
        .trim()
        .split(/[\s;&|]/, 1)[0]!
        .endsWith(name),
  )
  return isTarget || /(?:^|[\s;&|(])(?:rm|mv|chmod|chown|shred|unlink|truncate|tee|sed\s+-i)\s/.test(command)
}

function isOnlyRemoval(command: string, name: string): boolean {
  const operand = /^rm(?:\s+-[a-zA-Z]+)*\s+([^\s;&|]+)\s*$/.exec(command.trim())?.[1]
  return operand !== undefined && posix.basename(operand) === name
}
