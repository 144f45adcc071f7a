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

const OPEN = '{[('
const CLOSE = '}])'

/**
 * String literals that source text assigns to a name: `name = "x"`, `"name": "x"`, `'name' => 'x'`, `name["a"] = "x"`,
 * `define('name', 'x')`, in any nesting of brackets. The path holds the names of the enclosing brackets and sections. An expression other
 * than a literal gives nothing; of a joined one, its first literal.
 */
export function readAssignments(text: string, lexicon: Lexicon): Entry[] {
  const entries: Entry[] = []
  const frames: Frame[] = []
  let depth = 0
  let section: string[] = []
  let pending: Token[] = []
  let key: string | undefined
  for (const token of tokensOf(text, lexicon)) {
    if (entries.length >= MAX_ENTRIES) break
    if (token.kind === 'line') {
      if (frames[frames.length - 1]?.call === '' || depth === 0) {
        if (lexicon === TOML && depth === 0 && pending[0]?.value === '[') section = [namesOf(pending.slice(1))]
        pending = []
        key = undefined
      }
    } else if (token.kind === 'string' && key !== undefined) {
      entries.push({
        path: [...section, ...pathOf(frames), key],
        value: token.value,
        start: token.start,
        end: token.end,
      })
      key = undefined
    } else if (token.kind !== 'mark') pending.push(token)
    else if (OPEN.includes(token.value)) {
      if (++depth <= MAX_DEPTH)
        frames.push({ key: key ?? nameOf(token, pending, lexicon), call: callOf(token, pending), pending })
      if (lexicon === TOML && depth === 1 && pending.length === 0 && key === undefined) pending = [token]
      else pending = []
      key = undefined
    } else if (CLOSE.includes(token.value)) {
      const header = pending[0]?.value === '['
      const frame = depth > 0 && depth-- <= MAX_DEPTH ? frames.pop() : undefined
      // `a["b"] = …`: what stood in the brackets becomes the name.
      if (!header && depth < MAX_DEPTH) pending = [...(frame?.pending.slice(-1) ?? []), ...pending.slice(-1)]
      key = undefined
    } else if (['=', ':', '=>', ':='].includes(token.value)) {
      key = keyBefore(pending, key)
      pending = token.value === ':' ? pending.slice(-1) : []
    } else if (token.value === ',') {
      const called = frames[frames.length - 1]?.call === 'define' && pending.length === 1
      key = called && depth <= MAX_DEPTH ? pending[0]!.value : undefined
      pending = []
    } else if (token.value === ';') {
      pending = []
      key = undefined
    }
  }
  return entries
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
