import type { DockerfileInstruction } from '../image/dockerfile/parse.js'
import { mayWrite } from './may-write.js'
import { mentions, type Pair, pairsOf } from './pairs.js'
import { addExport, addMount, isShellCommand, modeFor, type Plan, secretIdOf } from './plan.js'
import { planProxies } from './proxies.js'
import { scopeOf } from './scope.js'

/** Whether a variable is a secret, by its name and, where it is written in the Dockerfile, its value. */
export type IsSecret = (name: string, value: string | undefined) => boolean

/** `fromFiles`: the builder mounts secrets as files only (before the Dockerfile frontend 1.10). */
export type VariableOptions = { isSecret: IsSecret; fromFiles: boolean }

/** One variable of an ARG or ENV. */
export type Setter = { instruction: DockerfileInstruction; pair: Pair }

/** These are expanded by the builder, not by a shell: what a mount gives is not known there. */
const expanded = new Set('ADD ARG COPY ENV EXPOSE FROM LABEL ONBUILD STOPSIGNAL USER VOLUME WORKDIR'.split(' '))

/** Plans for every ARG and ENV that holds a secret that it goes, and that the RUN instructions which read it get it as a mount. */
export function planVariables(
  all: readonly DockerfileInstruction[],
  { isSecret, fromFiles }: VariableOptions,
  plan: Plan,
): void {
  const setters = settersOf(all, plan)
  const named = new Set(setters.filter(({ pair }) => isSecret(pair.name, pair.value)).map(({ pair }) => pair.name))
  // `ENV B=$A` hands the secret on.
  const isHandedOn = ({ value = '' }: Pair) => named.has(/^\$\{?(\w+)\}?$/.exec(value)?.[1] ?? '')
  for (const { pair } of setters) if (isHandedOn(pair)) named.add(pair.name)
  const isOwn = ({ pair }: Setter) => pair.value === undefined || isHandedOn(pair) || isSecret(pair.name, pair.value)
  const goes = setters.filter((one) => named.has(one.pair.name) && isOwn(one))
  const blocked = blockedNames(all, named, goes)
  for (const name of fromFiles ? named : []) {
    const { given } = runsOf(
      all,
      name,
      goes.filter(({ pair }) => pair.name === name),
    )
    const odd = given.find((run) => !isShellCommand(run))
    if (odd && !blocked.has(name)) blocked.set(name, odd)
  }
  // What is handed on to a variable that stays must stay as well.
  for (let before = -1; before < blocked.size; ) {
    before = blocked.size
    const going = goes.filter(({ pair }) => !blocked.has(pair.name))
    for (const [name, user] of blockedNames(all, named, going)) if (!blocked.has(name)) blocked.set(name, user)
  }
  for (const [name, { line, keyword }] of blocked) {
    const why =
      keyword === 'RUN'
        ? 'is no plain command of a shell, which could read a file first'
        : 'is expanded by the builder itself: no mount reaches it'
    plan.left.push(`line ${line}: ${keyword} uses ${name}, and ${why}`)
  }
  const kept = goes.filter(({ pair }) => !blocked.has(pair.name))
  for (const name of new Set(kept.map(({ pair }) => pair.name))) {
    planVariable(
      all,
      name,
      kept.filter(({ pair }) => pair.name === name),
      fromFiles,
      plan,
    )
  }
  removePairs([...kept, ...planProxies(all, setters, plan)], plan)
}

function settersOf(all: readonly DockerfileInstruction[], plan: Plan): Setter[] {
  return all.flatMap((instruction) => {
    if (instruction.keyword !== 'ARG' && instruction.keyword !== 'ENV') return []
    const pairs = pairsOf(instruction.keyword, instruction.text)
    if (!pairs) plan.left.push(`line ${instruction.line}: this ${instruction.keyword} could not be read`)
    // An empty default is none.
    return (pairs ?? []).map(({ value, ...pair }) => {
      const isUnset = value === undefined || (value === '' && instruction.keyword === 'ARG')
      return { instruction, pair: isUnset ? pair : { ...pair, value } }
    })
  })
}

/** The names that other instructions than RUN need, and where; what hands on one of them is blocked with it. */
function blockedNames(
  all: readonly DockerfileInstruction[],
  names: ReadonlySet<string>,
  goes: readonly Setter[],
): Map<string, DockerfileInstruction> {
  const going = new Set(goes.map(({ instruction }) => instruction))
  const blocked = new Map<string, DockerfileInstruction>()
  for (const name of names) {
    const user = all.find((one) => {
      if (!expanded.has(one.keyword)) return false
      if (!going.has(one)) return mentions(one.text, name)
      const stays = (pairsOf(one.keyword, one.text) ?? []).filter(
        (pair) => !goes.some((gone) => gone.instruction === one && gone.pair.raw === pair.raw),
      )
      return stays.some(({ raw }) => mentions(raw, name))
    })
    if (user) blocked.set(name, user)
  }
  return blocked
}

/** The RUN instructions that read a variable, and those that are to be given it. */
function runsOf(
  all: readonly DockerfileInstruction[],
  name: string,
  setters: readonly Setter[],
): { readers: DockerfileInstruction[]; given: DockerfileInstruction[] } {
  const seen = setters.flatMap(({ instruction }) => scopeOf(all)(instruction))
  const runs = [...new Set(seen)].filter(({ keyword }) => keyword === 'RUN')
  const readers = runs.filter(({ text }) => mentions(text, name))
  const isEnv = setters.some(({ instruction }) => instruction.keyword === 'ENV')
  const isHandedOn = seen.some(({ keyword, text }) => (keyword === 'ARG' || keyword === 'ENV') && mentions(text, name))
  return { readers, given: readers.length > 0 || isEnv || isHandedOn ? readers : runs }
}

function planVariable(
  all: readonly DockerfileInstruction[],
  name: string,
  setters: readonly Setter[],
  fromFiles: boolean,
  plan: Plan,
): void {
  const { readers, given } = runsOf(all, name, setters)
  const id = secretIdOf(name)
  for (const run of given) {
    if (fromFiles) {
      addMount(plan, run, `type=secret,id=${id}${modeFor(all, run)}`)
      addExport(plan, run, `export ${name}="$(cat /run/secrets/${id})";`)
    } else if (!new RegExp(`--mount=\\S*\\benv=${name}\\b`).test(run.text)) {
      addMount(plan, run, `type=secret,id=${id},env=${name}`)
    }
    const note = mentions(run.text, name) ? mayWrite(run, name) : undefined
    if (note !== undefined) plan.left.push(note)
  }
  if (given.length > 0) plan.flags.push(`--secret id=${id},env=${name}`)
  tell(name, setters, readers, given, plan)
}

function tell(
  name: string,
  setters: readonly Setter[],
  readers: readonly DockerfileInstruction[],
  given: readonly DockerfileInstruction[],
  plan: Plan,
): void {
  const lines = (list: readonly DockerfileInstruction[]) => list.map(({ line }) => line).join(', ')
  const where = lines(setters.map(({ instruction }) => instruction))
  const how = readers.length > 0 ? 'which reads it' : 'as none names it: a tool may read it from the environment'
  plan.done.push(
    given.length > 0
      ? `${name} (line ${where}) is a secret mount of the RUN in line ${lines(given)}, ${how}`
      : `${name} (line ${where}) is gone: no RUN uses it by name`,
  )
  if (setters.some(({ instruction }) => instruction.keyword === 'ENV')) {
    plan.done.push(`${name} is no longer in the environment of containers: docker run --env ${name} IMAGE`)
  }
}

function removePairs(kept: readonly Setter[], plan: Plan): void {
  for (const { instruction } of kept) {
    const gone = new Set(kept.filter((one) => one.instruction === instruction).map(({ pair }) => pair.raw))
    const stays = (pairsOf(instruction.keyword, instruction.text) ?? []).filter(({ raw }) => !gone.has(raw))
    if (stays.length === 0) plan.removed.add(instruction)
    else plan.rewritten.set(instruction, `${instruction.keyword} ${stays.map(({ raw }) => raw).join(' ')}`)
  }
}
