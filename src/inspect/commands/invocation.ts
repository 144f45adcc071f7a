import type { ShellCommand } from './shell/command.js'
import type { Word } from './shell/word.js'

/** A simple command as the program that it runs, whatever stands before it (`sudo -E`, `env A=b`, `if`, `timeout 5`). */
export type Invocation = {
  /** Base name of the program, lower case, without `.exe`. */
  name: string
  args: Word[]
  command: ShellCommand
}

const before = new Set(
  'sudo doas env exec command nohup time nice ionice if then else elif do while until ! { xargs busybox tini dumb-init -- eval stdbuf setsid catchsegv'.split(
    ' ',
  ),
)
/** These take one operand before the program. */
const beforeWithOperand = new Set('timeout gosu su-exec chroot setpriv flock'.split(' '))
/** Flags of the words above that take an operand. */
const flagWithOperand = /^-(?:u|g|n|c|I|s|C|p|S)$/

/** Undefined for a command that is made of assignments or reserved words alone. */
export function invocationOf(command: ShellCommand): Invocation | undefined {
  const { words } = command
  let i = 0
  let wrapper = false
  while (i < words.length) {
    const value = words[i]!.value
    if (/^[A-Za-z_]\w*\+?=/.test(value)) i++
    else if (wrapper && value.startsWith('-') && value !== '--') i += flagWithOperand.test(value) ? 2 : 1
    else if (before.has(value)) {
      wrapper = true
      i++
    } else if (beforeWithOperand.has(baseName(value))) {
      wrapper = true
      i += 1
      while (words[i]?.value.startsWith('-')) i++
      i++
    } else if (value.startsWith('-')) {
      // Arguments of a program that stands elsewhere: a CMD beside an ENTRYPOINT.
      return { name: '', args: words.slice(i), command }
    } else return { name: baseName(value), args: words.slice(i + 1), command }
  }
  return undefined
}

function baseName(value: string): string {
  return value
    .slice(-200)
    .replace(/^.*[/\\]/, '')
    .toLowerCase()
    .replace(/\.(?:exe|sh|bat|cmd)$/, '')
}
