/** Writes a named value as it stands in some kind of file. */
export type Syntax = (name: string, value: string) => string

/** For values of one line. */
export const syntaxes: ReadonlyMap<string, Syntax> = new Map([
  ['an environment file', (name, value) => `A=1\n${name.toUpperCase()}=${value}\nB=2\n`],
  ['a quoted export', (name, value) => `export ${name.toUpperCase()}="${value}"`],
  ['JSON in one line', (name, value) => `{"a":1,"${name}":"${value}","b":2}`],
  ['JSON in lines', (name, value) => `{\n  "a": 1,\n  "${name}": "${value}",\n  "b": 2\n}`],
  ['JSON in a string', (name, value) => `"{\\"${name}\\":\\"${value}\\"}"`],
  ['YAML', (name, value) => `a: 1\n${name}: ${value}\nb: 2`],
  ['quoted YAML, CRLF', (name, value) => `a: 1\r\n${name}: '${value}'\r\nb: 2\r\n`],
  ['TOML', (name, value) => `[a]\n${name} = "${value}"\n`],
  ['a shell command', (name, value) => `run --x --${name} '${value}' && true`],
  ['XML', (name, value) => `<a>\n  <${name}>${value}</${name}>\n</a>`],
  ['source code', (name, value) => `const ${name} = '${value}';\n`],
  ['the end of a file', (name, value) => `${name}=${value}`],
  ['a binary', (name, value) => `\x00\x01\x7f\x00${name}=${value}\x00\x02\xff`],
] satisfies [string, Syntax][])

/** For values of several lines. */
export const blockSyntaxes: ReadonlyMap<string, Syntax> = new Map([
  ['lines of its own', (name, value) => `${name}:\n${value}\nb\n`],
  ['lines of its own, CRLF', (name, value) => `${name}=\r\n${value}\r\nb\r\n`],
  ['the end of a file', (name, value) => `${name}=\n${value}`],
] satisfies [string, Syntax][])
