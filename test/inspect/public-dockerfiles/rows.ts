import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expandTemplate } from '../../../src/signatures/expand.js'

/** One instruction of a Dockerfile, and the secrets in it that must be found. */
export type DockerfileRow = { line: string; secrets: string[] }

/**
 * The rows of a table beside this file: `⟦template⟧` is expanded with the line's own text as seed, `⟦!template⟧` is a secret too, `⏎` stands
 * for a line break. Empty lines and comments are skipped.
 */
export function readDockerfileRows(table: string, seed = ''): DockerfileRow[] {
  const lines = readFileSync(join(import.meta.dirname, table), 'utf8').split('\n')
  return lines.filter((line) => line !== '' && !line.startsWith('#')).map((line) => expandRow(line, seed))
}

function expandRow(text: string, seed: string): DockerfileRow {
  const secrets: string[] = []
  let places = 0
  const line = text.replaceAll('⏎', '\n').replace(/⟦(!?)([^⟧]+)⟧/g, (_, mark: string, template: string) => {
    const value = expandTemplate(template, `${seed}${text}${places++}`)
    if (mark === '!') secrets.push(value)
    return value
  })
  return { line, secrets }
}
