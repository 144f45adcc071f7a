import type { DockerfileInstruction } from '../image/dockerfile/parse.js'

/** What is to be changed in a Dockerfile, and what is told of it. */
export type Plan = {
  /** Instructions that go. */
  removed: Set<DockerfileInstruction>
  /** What stands in place of an instruction: one line. */
  rewritten: Map<DockerfileInstruction, string>
  /** The text of an instruction with other values in it: as many lines as before. */
  edited: Map<DockerfileInstruction, string>
  /** The mounts that a RUN gets. */
  mounts: Map<DockerfileInstruction, string[]>
  /** What a RUN's command then begins with. */
  exports: Map<DockerfileInstruction, string[]>
  /** New lines of the .dockerignore file. */
  ignored: string[]
  /** Flags of `docker build` by which the secrets are then given. */
  flags: string[]
  /** What was changed, and what it asks of the user, in sentences. */
  done: string[]
  /** What is left to be done by hand, in sentences. */
  left: string[]
}

export function emptyPlan(): Plan {
  return {
    removed: new Set(),
    rewritten: new Map(),
    edited: new Map(),
    mounts: new Map(),
    exports: new Map(),
    ignored: [],
    flags: [],
    done: [],
    left: [],
  }
}

/** Gives a RUN one more mount, unless it has it. */
export function addMount({ mounts }: Plan, run: DockerfileInstruction, mount: string): void {
  add(mounts, run, mount)
}

/** Lets the command of a RUN begin with this, unless it does. */
export function addExport({ exports }: Plan, run: DockerfileInstruction, command: string): void {
  add(exports, run, command)
}

function add(lists: Map<DockerfileInstruction, string[]>, run: DockerfileInstruction, one: string): void {
  const known = lists.get(run) ?? []
  if (!known.includes(one)) lists.set(run, [...known, one])
}

/** The id of a build secret, from the name of a variable or file. */
export function secretIdOf(name: string): string {
  return (
    name
      .toLowerCase()
      .replace(/^[^a-z0-9]+/, '')
      .replace(/[^a-z0-9_-]+/g, '_') || 'secret'
  )
}

/** What lets the user of a RUN read a secret, which otherwise belongs to root alone: a part of the mount. */
export function modeFor(all: readonly DockerfileInstruction[], run: DockerfileInstruction): string {
  const before = all.filter((one) => one.stage === run.stage && one.line < run.line && one.keyword === 'USER')
  const user = before.at(-1)?.text.trim()
  return user === undefined || /^(?:root|0)(?::|$)/.test(user) ? '' : ',mode=0444'
}

/** Whether a RUN is one command of a shell, which can begin with another one. */
export function isShellCommand({ text }: DockerfileInstruction): boolean {
  return !/^(?:--\S+\s+)*(?:\[|\s*$)|<</.test(text)
}
