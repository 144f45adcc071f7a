/** A value that is nothing but one reference. Each alternative is anchored and has no nested repetition. */
const wholeReferences: RegExp[] = [
  /^\$\{[^{}]{1,200}\}$/, // shell, compose, Maven
  /^\$\{[^{}]{0,100}\{[^{}]{0,100}\}[^{}]{0,100}\}$/, // ${A:-${B}}
  /^\$[A-Za-z_]\w{0,80}(?:\[[^\]]{0,40}\])?$/,
  /^\$\d$/,
  /^\$(?:env|ENV):\w+$/, // PowerShell
  /^\$\([\s\S]{0,4000}\)$/, // $(command), Azure $(Variable), Kubernetes $(VAR)
  /^`[^`]{0,4000}`$/,
  /^\{\{[\s\S]{0,200}\}\}$/, // Jinja, Helm, Go templates
  /^\$\{\{[\s\S]{0,200}\}\}$/, // GitHub Actions
  /^\{%[\s\S]{0,200}%\}$/,
  /^<%[\s\S]{0,200}%>$/,
  /^(?:\$?\{\{|\{%|<%=?|#\{)-?$/, // the opening of a template that holds blanks
  /^#\{[^{}]{0,100}\}#?$/, // Ruby, Octopus
  /^%\{?[A-Za-z_][\w:.]{0,60}\}?%?$/,
  /^%env\([^()]{0,100}\)%$/, // Symfony
  /^%[-\d.]{0,6}[sbqdi](?:\\[nrt]){0,3}$/, // printf
  /^!+[A-Z_][A-Z0-9_]{1,40}!?$/, // cmd's delayed expansion; YAML tags
  /^!(?:Ref|Sub|GetAtt|ImportValue|vault|secret|env_var)\b[\s\S]{0,200}$/,
  /^@[A-Z][A-Z0-9_.]{0,60}@$/, // autoconf, Maven
  /^__[A-Z][A-Z0-9_]{0,60}__$/,
  /^@[A-Za-z0-9_./~-]*[./][A-Za-z0-9_./~-]*$/, // curl's @file
  /^@(?:-|env\b[\s\S]{0,80})$/,
]

/** Code that fetches a value, and the URI forms of secret stores. */
const fetches: RegExp[] = [
  /^(?:process\.env|import\.meta\.env|os\.environ|os\.getenv|ENV\[|ENV\.fetch|System\.getenv|System\.getProperty|Environment\.|std::env|env::var)/,
  /^(?:env|getenv|get_env|config|secret|secrets|var|local|data|module|lookup|file|read_file|input|raw_input|prompt|sops|vault)(?:\(|\.[a-z_]+[.[(])/,
  /^[A-Za-z_][\w.]{0,80}\((?:[^()]{0,80})\)$/, // getPassword(), generate(32)
  /^(?:vault|op|akv|azkv|aws-sm|aws-ssm|ssm|sm|gcpsm|secretsmanager|awssecret|secret|secrets|keyring|keychain|bws|doppler|infisical|sops|conjur|cyberark|gopass|pass|lastpass|berglas|file|env|envvar|kv|chamber|credstash):[\s\S]{1,400}$/i,
  /^(?:ref\+|arn:aws[a-z-]*:(?:secretsmanager|ssm|kms|iam|s3):)[\s\S]{0,400}$/,
  /^(?:projects\/[^/\s]{1,80}\/secrets\/)[\s\S]{0,200}$/, // Google Secret Manager
  /^\/?(?:var\/)?run\/secrets\/[\s\S]{0,400}$/,
]

/** Whether a value names where a secret is kept instead of being one: `${X}`, `$(cmd)`, `{{ x }}`, `process.env.X`, `vault:…`, `/run/secrets/…`. */
export function isReference(value: string): boolean {
  const text = value.trim()
  if (text.length === 0 || text.length > 5000) return false
  if (/^(?:cat |< ?\/|<\()/.test(text)) return true
  if (wholeReferences.some((pattern) => pattern.test(text))) return true
  return fetches.some((pattern) => pattern.test(text)) || isMadeOfReferences(text)
}

/** `prefix-${A}-${B}`: once the references are gone, too little is left to be a secret. */
function isMadeOfReferences(text: string): boolean {
  if (!/\$[{(]|\{\{|\$[A-Z_]{2}/.test(text)) return false
  const literal = text
    .replace(/\$\{\{[^{}]{0,200}\}\}|\{\{[^{}]{0,200}\}\}/g, '')
    .replace(/\$\{[^{}]{0,200}\}|\$\([^()]{0,400}\)/g, '')
    .replace(/\$[A-Z_][A-Z0-9_]{1,80}/g, '')
  return literal.length < text.length && literal.replace(/[^A-Za-z0-9]/g, '').length < 16
}
