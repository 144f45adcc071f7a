/** An image config as some builder leaves it after one instruction. */
export type BuiltForm = {
  builder: string
  config: { config: Record<string, unknown>; history: { created_by: string }[] }
}

/** How builders write one instruction of a Dockerfile into an image's config, in each form that is known. */
export function builtForms(line: string): BuiltForm[] {
  const [, keyword = '', rest = ''] = /^([A-Z]+) ([\s\S]*)$/.exec(line) ?? []
  const form = (builder: string, created_by: string, config: Record<string, unknown> = {}): BuiltForm => ({
    builder,
    config: { config, history: [{ created_by }] },
  })
  // Buildah keeps the line as it was written.
  const original = form('buildah', `/bin/sh -c #(nop) ${line}`)
  if (keyword === 'RUN') return runForms(rest, form)
  if (keyword === 'CMD' || keyword === 'ENTRYPOINT') {
    const field = { [keyword === 'CMD' ? 'Cmd' : 'Entrypoint']: argumentsOf(rest) }
    return [form('buildkit', line, field), form('classic', `/bin/sh -c #(nop)  ${keyword} ${rest}`, field)]
  }
  if (keyword !== 'ENV' && keyword !== 'ARG' && keyword !== 'LABEL')
    return [form('buildkit', line), form('classic', `/bin/sh -c #(nop)  ${line}`)]
  const pairs = pairsOf(rest)
  const text = `${keyword} ${pairs.map(([name, value]) => (value === undefined ? name : `${name}=${value}`)).join(' ')}`
  const config = fieldOf(keyword, pairs)
  const built = [
    form('buildkit', text, config),
    form('an older buildkit', `${text} # buildkit`, config),
    form('classic', `/bin/sh -c #(nop)  ${text}`, config),
    original,
  ]
  return keyword === 'ARG' ? [...built, ...argumentForms(text, pairs)] : built
}

type Form = (builder: string, createdBy: string, config?: Record<string, unknown>) => BuiltForm

function runForms(rest: string, form: Form): BuiltForm[] {
  const command = rest.replace(/^(?:--[a-z]+=\S+ )+/, '').replace(/^<<EOF\n([\s\S]*)\nEOF$/, '$1\n')
  return [
    form('buildkit', `RUN /bin/sh -c ${command} # buildkit`),
    form('buildkit with an argument', `RUN |1 VERSION=1.2.3 /bin/sh -c ${command} # buildkit`),
    form('classic', `/bin/sh -c ${command}`),
    form('classic with an argument', `|1 VERSION=1.2.3 /bin/sh -c ${command}`),
  ]
}

/** What a RUN that follows repeats of the arguments. */
function argumentForms(text: string, pairs: Pair[]): BuiltForm[] {
  const given = pairs.map(([name, value]) => `${name}=${value ?? ''}`).join(' ')
  const run = `RUN |${pairs.length} ${given} /bin/sh -c make # buildkit`
  const bare = `ARG ${pairs.map(([name]) => name).join(' ')}`
  return [
    { builder: 'buildkit, RUN', config: { config: {}, history: [{ created_by: text }, { created_by: run }] } },
    { builder: 'an older buildkit, RUN', config: { config: {}, history: [{ created_by: bare }, { created_by: run }] } },
  ]
}

type Pair = [name: string, value: string | undefined]

function fieldOf(keyword: string, pairs: Pair[]): Record<string, unknown> {
  if (keyword === 'ENV') return { Env: pairs.map(([name, value]) => `${name}=${value}`) }
  return keyword === 'LABEL' ? { Labels: Object.fromEntries(pairs) } : {}
}

/** `K=v L="two words"`, or `K the rest of the line`: quotes taken off, as builders do. */
function pairsOf(rest: string): Pair[] {
  const legacy = /^([^\s=]+) ([\s\S]*)$/.exec(rest)
  if (legacy !== null) return [[legacy[1]!, unquoted(legacy[2]!)]]
  // Values that hold blanks without quotes stand in the tables as builders write them.
  const starts = [...rest.matchAll(/(?<=^|\s)([A-Za-z_][\w.-]*)(?==|\s|$)/g)].filter(
    (match) => match.index === 0 || rest[match.index + match[0].length] === '=',
  )
  return starts.map((match, i) => {
    const from = match.index + match[0].length
    const value = rest.slice(from + 1, starts[i + 1] === undefined ? undefined : starts[i + 1]!.index - 1)
    return [match[1]!, rest[from] === '=' ? unquoted(value) : undefined]
  })
}

function unquoted(value: string): string {
  return /^(["'])([\s\S]*)\1$/.exec(value)?.[2] ?? value
}

function argumentsOf(rest: string): string[] {
  if (!rest.startsWith('[')) return ['/bin/sh', '-c', rest]
  return JSON.parse(rest.replace(/" "/g, '", "')) as string[]
}
