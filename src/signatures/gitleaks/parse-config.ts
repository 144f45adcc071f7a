import { parse, TomlError } from 'smol-toml'
import { type GitleaksConfig, gitleaksSchema } from './config-schema.js'

/** A configuration, or what is wrong with it: each problem is one line, the file and the place in it first. */
export type ParsedConfig = { config: GitleaksConfig } | { problems: string[] }

/** Parses the TOML text of a gitleaks configuration; `name` is for the messages. Does not throw on bad input. */
export function parseConfig(name: string, toml: string): ParsedConfig {
  let content: unknown
  try {
    content = withLowerKeys(parse(toml))
  } catch (error) {
    const place = error instanceof TomlError ? `${error.line}:${error.column}: ` : ''
    const reason = error instanceof Error ? error.message.split('\n')[0] : String(error)
    return { problems: [`${name}:${place}${reason}`] }
  }
  if (!['rules', 'allowlist', 'allowlists', 'extend'].some((key) => key in (content as object))) {
    return { problems: [`${name}: holds no [[rules]], so it is no configuration of gitleaks`] }
  }
  const parsed = gitleaksSchema.safeParse(content)
  if (parsed.success) return { config: parsed.data }
  return {
    problems: parsed.error.issues.map(({ path, message }) => {
      const place = path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`)).join('')
      return `${name}: ${place.replace(/^\./, '') || '(the whole file)'}: ${message}`
    }),
  }
}

function withLowerKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withLowerKeys)
  if (value === null || typeof value !== 'object' || value instanceof Date) return value
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key.toLowerCase(), withLowerKeys(part)]))
}
