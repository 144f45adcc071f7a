import { type Entry, MAX_DEPTH, MAX_ENTRIES } from './spot.js'
import { type Lexicon, type Token, tokensOf } from './tokens.js'

/** Python: the values of settings modules. */
export const PYTHON: Lexicon = {
  lineComments: ['#'],
  blockComments: false,
  literalQuotes: '',
  tripleQuotes: true,
  longStrings: false,
}
/** PHP: configuration files. */
export const PHP: Lexicon = {
  lineComments: ['#', '//'],
  blockComments: true,
  literalQuotes: "'",
  tripleQuotes: false,
  longStrings: true,
  heredoc: '<<<',
}
/** HCL: Terraform's variables. */
export const HCL: Lexicon = {
  lineComments: ['#', '//'],
  blockComments: true,
  literalQuotes: '',
  tripleQuotes: false,
  longStrings: false,
  heredoc: '<<',
}
/** TOML. */
export const TOML: Lexicon = {
  lineComments: ['#'],
  blockComments: false,
  literalQuotes: "'",
  tripleQuotes: true,
  longStrings: false,
}

type Frame = { key: string; call: string; pending: Token[] }

type State = {
  lexicon: Lexicon
  entries: Entry[]
  frames: Frame[]
  /** Open brackets; those deeper than `MAX_DEPTH` have no frame. */
  depth: number
  /** The section of TOML in force. */
  section: string[]
  /** Words and strings of the statement so far that are not taken yet. */
  pending: Token[]
  /** The name that waits for its value. */
  key: string | undefined
}

const OPEN = '{[('
const CLOSE = '}])'

/**
 * String literals that source text assigns to a name: `name = "x"`, `"name": "x"`, `'name' => 'x'`, `name["a"] = "x"`,
 * `define('name', 'x')`, in any nesting of brackets. The path holds the names of the enclosing brackets and sections. An expression other
 * than a literal gives nothing; of a joined one, its first literal.
 */
export function readAssignments(text: string, lexicon: Lexicon): Entry[] {
  const state: State = { lexicon, entries: [], frames: [], depth: 0, section: [], pending: [], key: undefined }
  for (const token of tokensOf(text, lexicon)) {
    if (state.entries.length >= MAX_ENTRIES) break
    if (token.kind === 'line') endLine(state)
    else if (token.kind === 'mark') takeMark(state, token)
    else if (token.kind === 'string' && state.key !== undefined) {
      const path = [...state.section, ...pathOf(state.frames), state.key]
      state.entries.push({ path, value: token.value, start: token.start, end: token.end })
      state.key = undefined
    } else state.pending.push(token)
  }
  return state.entries
}

function endLine(state: State): void {
  const { lexicon, frames, depth, pending } = state
  // In the brackets of a call or a list a statement goes on over lines.
  if (depth > 0 && frames[frames.length - 1]?.call !== '') return
  if (lexicon === TOML && depth === 0 && pending[0]?.value === '[') state.section = [namesOf(pending.slice(1))]
  startOver(state)
}

function takeMark(state: State, token: Token): void {
  const { frames, pending } = state
  if (OPEN.includes(token.value)) openBracket(state, token)
  else if (CLOSE.includes(token.value)) closeBracket(state)
  else if (['=', ':', '=>', ':='].includes(token.value)) {
    state.key = keyBefore(pending, state.key)
    state.pending = token.value === ':' ? pending.slice(-1) : []
  } else if (token.value === ',') {
    const called = frames[frames.length - 1]?.call === 'define' && pending.length === 1 && state.depth <= MAX_DEPTH
    startOver(state, called ? pending[0]!.value : undefined)
  } else if (token.value === ';') startOver(state)
}

function startOver(state: State, key?: string): void {
  state.pending = []
  state.key = key
}

function openBracket(state: State, token: Token): void {
  const { lexicon, pending, key } = state
  if (++state.depth <= MAX_DEPTH) {
    state.frames.push({ key: key ?? nameOf(token, pending, lexicon), call: callOf(token, pending), pending })
  }
  // The first bracket of a line of TOML opens a section's name.
  const header = lexicon === TOML && state.depth === 1 && pending.length === 0 && key === undefined
  startOver(state)
  if (header) state.pending = [token]
}

function closeBracket(state: State): void {
  const { pending } = state
  const frame = state.depth > 0 && state.depth-- <= MAX_DEPTH ? state.frames.pop() : undefined
  state.key = undefined
  // `a["b"] = …`: what stood in the brackets becomes the name.
  if (pending[0]?.value !== '[' && state.depth < MAX_DEPTH) {
    state.pending = [...(frame?.pending.slice(-1) ?? []), ...pending.slice(-1)]
  }
}

/** `name: type = "x"` keeps the name. */
function keyBefore(pending: Token[], key: string | undefined): string | undefined {
  const last = pending[pending.length - 1]
  return key !== undefined && pending.length > 0 ? key : (last?.value ?? key)
}

function callOf(open: Token, pending: Token[]): string {
  return open.value === '{' ? '' : (pending[pending.length - 1]?.value.toLowerCase() ?? open.value)
}

/** What a bracket without assignment is called: a block of HCL has labels, a class its name; a call names nothing. */
function nameOf(open: Token, pending: Token[], lexicon: Lexicon): string {
  if (open.value !== '{') return ''
  return namesOf(lexicon === HCL ? pending : pending.slice(-1))
}

function namesOf(pending: Token[]): string {
  return pending
    .map((token) => token.value)
    .join('.')
    .replace(/\.{2,}/g, '.')
}

function pathOf(frames: Frame[]): string[] {
  return frames.map((frame) => frame.key).filter((key) => key !== '')
}
