import type { Problem } from '../../problem.js'

/** What commander says about a wrong command line, as a problem of one line with a hint of one line. */
export function usageProblem(code: string, message: string, argv: readonly string[]): Problem {
  const [first = '', ...more] = message.split('\n')
  const suggestion = /\(Did you mean (.+?)\?\)/.exec(more.join(' '))?.[1]
  if (code === 'commander.help') {
    return { code: 'usage', message: 'no command is given', hint: 'jetsam scan IMAGE, jetsam demo, or jetsam --help' }
  }
  const told = first.replace(/^error: /, '')
  if (suggestion) return { code: 'usage', message: told, hint: `did you mean ${suggestion}?` }
  const [word = ''] = argv
  if (code === 'commander.unknownCommand' && /^[A-Za-z0-9._/:@-]+$/.test(word)) {
    return { code: 'usage', message: told, hint: `to scan an image of that name: jetsam scan ${word}` }
  }
  return {
    code: 'usage',
    message: told,
    hint: `${argv[0] === 'scan' ? 'jetsam scan' : 'jetsam'} --help lists what there is`,
  }
}
