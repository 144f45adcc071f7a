/**
 * What a regular expression finds, or a file's path: the rules of users, and the few signatures that no template can say. Plain data. All
 * expressions are in RE2's syntax (https://github.com/google/re2/wiki/Syntax) and compile; they are matched against byte strings.
 */
export type RegexRule = {
  /** Id in the table. */
  signature: string
  /** Without one, every file whose path fits is told as a whole. */
  regex?: string
  /** The group that holds the secret; 0: the first that is not empty, or the whole match where there is none. */
  group: number
  /** Only files whose path this fits, relative to the image's root. */
  path?: string
  /** Shannon's entropy of the secret, in bits for each character, must be above this. */
  entropy?: number
  /** In lower case: one of them must stand near the match, whatever its case. None: the rule is tried everywhere. */
  keywords: string[]
  allowlists: Allowlist[]
  /** Of a match whose checks say neither yes nor no. */
  confidence: 'likely' | 'possible'
  /** Checks of the secret by name, as in a pattern. With a list, an empty one too, placeholders and references are no secrets. */
  checks?: string[]
}

/** What a rule finds and its owner does not want to hear of. */
export type Allowlist = {
  /** Every kind of criterion that is listed must hold; else one is enough. */
  all: boolean
  regexes: string[]
  /** What `regexes` are held against: the secret, the whole match of the rule, or the lines that the match stands in. */
  target: 'secret' | 'match' | 'line'
  /** Of the file, relative to the image's root. */
  paths: string[]
  /** In lower case: text inside the secret, whatever its case. */
  stopwords: string[]
}
