import type { Report } from '../findings/finding.js'
import type { FormatName } from './formats.js'

export type ReporterOptions = {
  /** Whether the text may hold colour codes. */
  colour: boolean
  /** Width of the place where it will be read, in terminal columns. */
  columns: number
  /** Findings that the user asked not to see; the report no longer holds them. */
  hidden: number
  /** Findings of the baseline that the user asked not to see; nor does the report hold them. */
  hiddenKnown?: number
  /** Why the exit code is what it is, in one line, and the ids of the findings that `--fail-on` counts. */
  verdict: { exitCode: number; because: string; failing: ReadonlySet<string> }
  /** When the scan began and ended. */
  time: { start: Date; end: Date }
}

/** A report as text, whole, with a line break at its end. Pure: the same report and options give the same text. */
export type Reporter = (report: Report, options: ReporterOptions) => string

/** Every `--format`, by name; loaded when it is asked for. */
export const reporters: Readonly<Record<FormatName, () => Promise<Reporter>>> = {
  table: async () => (await import('./table/table.js')).tableReport,
  json: async () => (await import('./json.js')).jsonReport,
  jsonl: async () => (await import('./jsonl.js')).jsonLinesReport,
  csv: async () => (await import('./csv.js')).csvReport,
  markdown: async () => (await import('./markdown/markdown.js')).markdownReport,
  github: async () => (await import('./github/annotations.js')).githubReport,
  junit: async () => (await import('./junit/junit.js')).junitReport,
  gitlab: async () => (await import('./gitlab/gitlab.js')).gitlabReport,
  sarif: async () => (await import('./sarif/sarif.js')).sarifReport,
  html: async () => (await import('./html/html.js')).htmlReport,
}
