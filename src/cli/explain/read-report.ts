import { readFile, stat } from 'node:fs/promises'
import {
  confidences,
  type Finding,
  type Occurrence,
  type Report,
  type ReportImage,
  type ReportLayer,
  severities,
} from '../../findings/finding.js'
import { Failure } from '../../problem.js'
import type { Io } from '../io.js'

/** A report beyond is nobody's reading. In bytes. */
const reportLimit = 512 * 1024 * 1024

/** Reads a JSON report, from stdin for `-`. Throws a `Failure` (`usage`) that says what is wrong with it. */
export async function readReport(path: string, io: Io): Promise<Report> {
  const wrong = (reason: string) => new Failure({ code: 'usage', message: `--report '${path}': ${reason}` })
  const text = path === '-' ? await readAll(io, wrong) : await readText(path, wrong)
  const report = parse(text)
  if (report === undefined) throw wrong('is no JSON')
  if (!isReport(report)) throw wrong('is no report of jetsam of version 1, as --format json writes it')
  return report
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

async function readText(path: string, wrong: (reason: string) => Failure): Promise<string> {
  try {
    if ((await stat(path)).size > reportLimit) throw wrong(`is larger than ${reportLimit} bytes`)
    return await readFile(path, 'utf8')
  } catch (error) {
    if (error instanceof Failure) throw error
    const { code } = error as NodeJS.ErrnoException
    throw wrong(
      code === 'ENOENT' ? 'there is no such file' : code === 'EISDIR' ? 'is a folder' : `cannot be read (${code})`,
    )
  }
}

async function readAll({ stdin }: Io, wrong: (reason: string) => Failure): Promise<string> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of stdin) {
    chunks.push(Buffer.from(chunk as Uint8Array))
    size += chunks.at(-1)!.length
    if (size > reportLimit) throw wrong(`is larger than ${reportLimit} bytes`)
  }
  return Buffer.concat(chunks).toString('utf8')
}

/** Whether all is there that an explanation reads; a report may come from anybody. */
function isReport(value: unknown): value is Report {
  const { schemaVersion, images, findings, suppressed } = (value ?? {}) as Partial<Report>
  return schemaVersion === 1 && areAll(images, isImage) && areAll(findings, isFinding) && areAll(suppressed, isFinding)
}

function isImage({ reference, layers }: Partial<ReportImage>): boolean {
  return isText(reference) && areAll(layers, ({ instruction = '' }: Partial<ReportLayer>) => isText(instruction))
}

function isFinding({ severity, confidence, reasons, occurrences, remedy, ...rest }: Partial<Finding>): boolean {
  return (
    [rest.id, rest.signature?.id, rest.signature?.title, rest.secret?.masked, remedy?.summary].every(isText) &&
    isText(rest.signature?.provider ?? '') &&
    (severities as readonly unknown[]).includes(severity) &&
    (confidences as readonly unknown[]).includes(confidence) &&
    [reasons, remedy?.steps, remedy?.links].every(areTexts) &&
    areAll(occurrences, isOccurrence)
  )
}

function isOccurrence({
  exposure,
  path = '',
  key = '',
  instruction,
  via = [],
  dockerfile,
  ...rest
}: Partial<Occurrence>): boolean {
  return (
    [
      exposure,
      path,
      key,
      instruction ? instruction.text : '',
      dockerfile ? dockerfile.path : '',
      rest.mode ?? '',
      rest.owner ?? '',
    ].every(isText) && areTexts(via)
  )
}

function areAll<T extends object>(value: unknown, is: (one: T) => boolean): boolean {
  return Array.isArray(value) && value.every((one: unknown) => typeof one === 'object' && one !== null && is(one as T))
}

function areTexts(value: unknown): boolean {
  return Array.isArray(value) && value.every(isText)
}

function isText(value: unknown): boolean {
  return typeof value === 'string'
}
