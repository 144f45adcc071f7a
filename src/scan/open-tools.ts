import type { SignatureTable } from '../signatures/table.js'
import { createTools, type ScanTools, type ToolOptions } from './tools.js'

/** The tools of a scan; what the rules of users need is loaded only where the table has any. */
export async function openTools(table: SignatureTable, options: ToolOptions): Promise<ScanTools> {
  const tools = createTools(table, options)
  if (table.rules === undefined) return tools
  const { withRules } = await import('../detect/rules/with-rules.js')
  return { ...tools, detector: withRules(tools.detector, table) }
}
