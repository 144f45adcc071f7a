import type { Grammar } from './file-kind.js'

/**
 * What joins a name to its value. `assigned`: `name = value` and its like. `fallback`: a literal for the case that the name holds nothing. `called`:
 * an argument. `paired`: the name is a value itself, of a key such as `name`, beside a key such as `value`. `element`: text between tags. `blank`:
 * nothing but blanks. `part`: one field of a connection string or of a URL's query.
 */
type JointForm = 'assigned' | 'fallback' | 'called' | 'paired' | 'element' | 'blank' | 'part'

export type Joint = {
  form: JointForm
  /** From the name's end to what opens the value, in bytes. */
  length: number
  /** The opening quote, with the backslashes and prefix that belong to it; empty where the value is bare. */
  opening: string
  /** Only the operator, without blanks. */
  operator: string
}

/** So many bytes behind a name are read to find its value's start. */
export const longestJoint = 300

const close = `(?:\\\\{0,3}["'\`])?`
/** Quotes, with what languages write before them, or a call that only wraps the literal. */
const opening =
  `(?:[uUrRbBfFLNS@$]{1,2}|(?:new )?(?:String::from|String|SecretStr|SecretString|Secret|Some|Buffer\\.from|SensitiveString|Redacted\\.make)\\()?` +
  `(\\\\{0,3}(?:"""|'''|["'\`]))`
const operators = `(=>|:=|={1,3}|::?|\\|\\|=|\\?\\?=|\\?=|<-|%3[Dd])`

const assigned = new RegExp(`^${close}\\]?[ \\t]{0,60}${operators}([ \\t]{0,60}|\\s{0,80}(?=["'\`]))(?:${opening})?`)
/** \`name: Type = "x"\`, \`name Type = "x"\`, \`Name { get; set; } = "x"\` */
const typed = new RegExp(
  `^(?:[?!]?[ \\t]{0,4}:[ \\t]{0,4}[&'A-Za-z][\\w.<>,[\\]|?&' ]{0,50}?|[ \\t]{1,4}[A-Za-z*][\\w.*[\\]]{0,30}|\\[\\d{0,5}\\]|\\s{1,4}\\{\\s{0,8}get;[^{}"']{0,40}\\})[ \\t]{0,8}(=)\\s{0,40}${opening}`,
)
const fallback = new RegExp(`^${close}\\]?\\)?\\s{0,20}(\\|\\||\\?\\?|\\?:|,|or)\\s{0,40}${opening}`)
const called = new RegExp(`^(\\()\\s{0,20}${opening}`)
const paired = new RegExp(
  `^${close}[ \\t]{0,8}[,;]?\\s{1,60}${close}(?:[A-Za-z]{0,12}[vV]alue|VALUE)${close}\\s{0,8}(=>|[:=])[ \\t]{0,8}(?:${opening})?`,
)
const tagEnd = /^(?:\\?["'][^<>"']{0,60})?>\s{0,40}(?=[^\s<>])/
const propertyList = /^<\/key>\s{0,40}<string>/
const blank = new RegExp(`^[ \\t]{1,40}${opening}`)
const bareBlank = /^[ \t]{1,40}(?=[^\s=:#;,|&<>(){}[\]"'])/

/** Android's `buildConfigField "String", "NAME", "\"value\""`. */
const buildField = /(?:buildConfigField|resValue)\b[^\n]{0,40}$/
const buildValue = /^["']\s{0,4},\s{0,8}["'](\\?["'])/
/** Erlang's `{default_pass, <<"value">>}`. */
const binary = /^\s{0,4},\s{0,8}<<(")/

/** The end of what stands before a field: of a query, of ADO.NET's and ODBC's strings, of libpq's. */
const beforePart = /[?&]$|&amp;$|[\w"')]; {0,2}$|(?:^|["'\s])(?:host|hostaddr|port|user|dbname|sslmode)=[^\s"']{1,80} $/

/** What joins the name that ends where `rest` begins to a value, in a file of this grammar. `before`: what stands before the name on its line; `isFlag`: the name is a command's option. */
export function jointAfter(rest: string, before: string, grammar: Grammar, isFlag = false): Joint | undefined {
  const usual = assigned.exec(rest)
  if (usual?.[3] !== undefined) return joint('assigned', usual, usual[3], usual[1]!)
  if (/[<:>]$/.test(before) || rest[0] === '"' || rest[0] === "'") {
    const element = propertyList.exec(rest) ?? (grammar === 'source' ? null : tagEnd.exec(rest))
    if (element !== null) return joint('element', element, '', '>')
  }
  if (rest[0] === '=' && usual?.[0] === '=' && beforePart.test(before)) return joint('part', usual, '', '=')
  // `"NAME=value"`: the quotes stand round both.
  const outer = /["'`]$/.exec(before)?.[0]
  if (outer !== undefined && rest[0] === '=' && usual?.[0] === '=') return joint('assigned', usual, outer, '=')
  const pair = paired.exec(rest)
  if (pair !== null) return joint('paired', pair, pair[2] ?? '', pair[1]!)
  // `<Pass encoding="base64">`: an attribute is no type.
  const literal = before.endsWith('<') ? null : typed.exec(rest)
  if (literal !== null) return joint('assigned', literal, literal[2]!, '=')
  const bytes = binary.exec(rest)
  if (bytes !== null) return joint('assigned', bytes, bytes[1]!, ',')
  const field = buildField.test(before) ? buildValue.exec(rest) : null
  if (field !== null) return joint('assigned', field, field[1]!, ',')
  const other = fallback.exec(rest)
  // In a list, one text is no value of another: only a call has a name and a fallback.
  if (
    other !== null &&
    (other[1] !== ',' || (/^\\*["'`]/.test(rest) && (isFlag || /\(\s{0,4}\\*["'`:]$/.test(before))))
  )
    return joint('fallback', other, other[2]!, other[1]!)
  const call = called.exec(rest)
  if (call !== null) return joint('called', call, call[2]!, '(')
  if (usual !== null) return joint('assigned', usual, '', usual[1]!)
  if (grammar === 'prose') return undefined
  const quoted = blank.exec(rest)
  if (quoted !== null && !quoted[1]!.includes('`')) return joint('blank', quoted, quoted[1]!, '')
  const bare = grammar === 'lines' || grammar === 'shell' ? bareBlank.exec(rest) : null
  return bare === null ? undefined : joint('blank', bare, '', '')
}

function joint(form: JointForm, match: RegExpExecArray, quote: string, operator: string): Joint {
  return { form, length: match[0].length, opening: quote, operator }
}
