/** A field of a parsed JSON object; undefined if the value is no object, or the field is not its own. */
export function fieldOf(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
  return Object.hasOwn(value, name) ? (value as Record<string, unknown>)[name] : undefined
}

/** A field that is a string; '' if it is anything else. */
export function textOf(value: unknown, name: string): string {
  const text = fieldOf(value, name)
  return typeof text === 'string' ? text : ''
}

/** A field that is an array; empty if it is anything else. */
export function listOf(value: unknown, name: string): unknown[] {
  const list = fieldOf(value, name)
  return Array.isArray(list) ? list : []
}

/** The strings of a field that is an array. */
export function textsOf(value: unknown, name: string): string[] {
  return listOf(value, name).filter((item) => typeof item === 'string')
}

/** A field that is an object of strings; other members are left out. */
export function textMapOf(value: unknown, name: string): ReadonlyMap<string, string> {
  const field = fieldOf(value, name)
  if (typeof field !== 'object' || field === null || Array.isArray(field)) return new Map()
  return new Map(Object.entries(field).filter((pair): pair is [string, string] => typeof pair[1] === 'string'))
}
