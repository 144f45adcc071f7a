import { baseNameOf } from '../files/define-format.js'

/**
 * How a file writes values. `source`: only string literals are values. `data`: quoted, or between tags. `lines`: a key and the rest of its
 * line. `shell`: words. `prose`: text about something. `other`: unknown.
 */
export type Grammar = 'source' | 'data' | 'lines' | 'shell' | 'prose' | 'other'

export type FileKind = {
  grammar: Grammar
  /** Why what stands here is less likely to be in use, in words for the report. */
  doubts: readonly string[]
}

const endings: Readonly<Record<Exclude<Grammar, 'other'>, string>> = {
  source: `js jsx mjs cjs ts tsx mts cts vue svelte astro py pyi pyw pyx ipynb rb erb rake gemspec php phtml inc php5 php7 java kt kts groovy gradle scala sbt sc
    clj cljs edn go cs vb fs fsx cshtml razor swift m mm c cc cpp cxx h hpp hh rs pl pm t lua r dart ex exs erl hrl jl ps1 psm1 psd1 bas vbs coffee el lisp
    scm hs ml mli nim zig d pas asp aspx jsp jspx ftl map tcl awk sol graphql proto bicep cr`,
  data: 'json json5 jsonc jsonl ndjson webmanifest xml xsd xsl xslt plist config csproj props targets resx wsdl pom xaml har avsc sql psql pgsql ddl dml tfstate arm storyboard rss svg',
  lines: `env ini cfg conf cnf properties props yaml yml toml hcl tf tfvars nomad service socket timer mount path network netdev link target slice
    ldif desktop reg inf pref prefs rc defaults local prod dev staging htaccess htpasswd nmconnection ovpn editorconfig repo list sources key-file keyfile
    settings credentials j2 jinja jinja2 tmpl tpl template eex mustache example sample dist bak old orig save backup cf cil`,
  shell:
    'sh bash zsh ksh csh tcsh fish ash dash bats dockerfile containerfile mk mak make cmake bat cmd command run profile bashrc zshrc',
  prose: `md mdx markdown rst txt text adoc asciidoc html htm xhtml shtml tex texi texinfo pod po pot xliff xlf org wiki log csv tsv ps rtf man
    1 2 3 4 5 6 7 8 9 1ssl 3pm css scss less sass changes news diff patch eml mbox srt vtt info`,
}

const grammarOfEnding = new Map<string, Grammar>()
for (const [grammar, list] of Object.entries(endings)) {
  for (const ending of list.trim().split(/\s+/)) {
    if (!grammarOfEnding.has(ending)) grammarOfEnding.set(ending, grammar as Grammar)
  }
}

/** Names without an ending that tells. */
const names: [RegExp, Grammar][] = [
  [
    /^(?:dockerfile|containerfile|makefile|gnumakefile|justfile|procfile|jenkinsfile|vagrantfile|entrypoint|run|start)(?:[._-].*)?$/,
    'shell',
  ],
  [/^(?:gemfile|rakefile|brewfile|podfile|fastfile|capfile|guardfile|sconstruct|sconscript|wscript)$/, 'source'],
  [/^\.?env(?:rc)?(?:[._-].*)?$/, 'lines'],
  [
    /^(?:readme|changelog|changes|news|copying|license|authors|install|todo|history|contributors|copyright|notice)(?:[._-].*)?$/,
    'prose',
  ],
  [/^\.[\w-]+rc$|^\.(?:bash_profile|profile|bash_login|bash_aliases|zshenv|zprofile)$/, 'lines'],
  [
    /^\.[\w-]+$|^(?:config|credentials|secrets?|passwords?|settings|environment|variables|defaults|interfaces)$/,
    'lines',
  ],
]

const docs =
  /(?:^|\/)(?:docs?|documentation|man|examples?|samples?|demos?|tutorials?|cookbook)\/|(?:^|\/)(?:readme|changelog|changes|news)[^/]*$|[._-](?:examples?|samples?)\.\w+$/i
const tests =
  /(?:^|\/)(?:tests?|testing|testdata|test-data|test_data|specs?|__tests__|__mocks__|fixtures?|mocks?|e2e|conformance)\/|[._-](?:tests?|spec|mock)\.\w+$|(?:^|\/)(?:test_[^/]*|conftest)\.pyw?$|tests?\.(?:java|kt|cs|go|swift)$/i
const generated = /[._-](?:min|bundle|prod|packed|chunk)\.(?:m?js|css)$|\.map$/i
const packages =
  /(?:^|\/)(?:node_modules|site-packages|dist-packages|bower_components|gems|vendor\/bundle|pkg\/mod|go-build|composer\/cache|\.m2\/repository)\//

/**
 * How the file of this path writes values, by its name and, where that does not tell, by its first bytes. All are byte strings. Called for
 * every file of an image, so what only few files need is found out when it is asked for.
 */
export function kindOfFile(path: string, head: () => string): FileKind {
  const grammar = grammarOf(path, head)
  let doubts: string[] | undefined
  return {
    grammar,
    get doubts() {
      doubts ??= doubtsOf(path, grammar)
      return doubts
    },
  }
}

function grammarOf(path: string, head: () => string): Grammar {
  const name = baseNameOf(path)
  const dot = name.lastIndexOf('.')
  const known = dot < 0 ? undefined : grammarOfEnding.get(name.slice(dot + 1))
  if (known !== undefined && known !== 'lines' && dot > 0) return known
  for (const [pattern, grammar] of names) if (pattern.test(name)) return grammar
  return known ?? grammarOfHead(head()) ?? (path.startsWith('etc/') ? 'lines' : 'other')
}

function grammarOfHead(head: string): Grammar | undefined {
  const shebang = /^#!\s?(\S{0,80})(?:\s+([\w.-]{1,40}))?/.exec(head)
  if (shebang !== null) return /sh$/.test(shebang[1] ?? '') || /sh$/.test(shebang[2] ?? '') ? 'shell' : 'source'
  if (/^\s*<\?xml/.test(head)) return 'data'
  if (/^\s*<(?:!doctype|html)/i.test(head)) return 'prose'
  return /^\s*[[{]\s*["[{]/.test(head) ? 'data' : undefined
}

function doubtsOf(path: string, grammar: Grammar): string[] {
  const doubts = packages.test(path) ? ["in a package's code"] : []
  if (grammar === 'prose' || docs.test(path)) doubts.push('in documentation or an example')
  else if (tests.test(path)) doubts.push('in a test')
  else if (generated.test(path)) doubts.push('in generated code')
  return doubts
}
