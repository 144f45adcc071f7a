import type { RegexRule } from '../../../src/signatures/regex-rule.js'
import type { SignatureTable } from '../../../src/signatures/table.js'
import { signatureTable } from '../../../src/signatures/table-of.js'

/** A table of rules and nothing else; what is not said of a rule is as it is by default. */
export function tableOfRules(rules: (Partial<RegexRule> & { signature: string })[]): SignatureTable {
  const ids = [...new Set(rules.map(({ signature }) => signature))]
  return signatureTable({
    signatures: ids.map((id) => ({
      ...{ id, title: id, severity: 'high', kind: 'secret', generic: false, confidence: 'likely', patterns: [] },
    })),
    rules: rules.map((rule) => ({ group: 0, keywords: [], allowlists: [], confidence: 'likely', ...rule })),
  })
}
