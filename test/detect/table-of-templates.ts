import type { CompiledSignature, SignatureTable } from '../../src/signatures/table.js'
import { compileTemplate } from '../../src/signatures/template/compile.js'

type Sketch = Partial<Omit<CompiledSignature, 'patterns'>> & { id: string; value: string | string[]; checks?: string[] }

/** A signature table of a few templates, for tests that need no more. */
export function tableOfTemplates(sketches: Sketch[]): SignatureTable {
  const signatures = sketches.map(({ value, checks = [], ...sketch }): CompiledSignature => {
    const patterns = [value].flat().map((template) => {
      const pattern = compileTemplate(template, sketch.near !== undefined)
      return { ...pattern, checks: [...pattern.checks, ...checks] }
    })
    return {
      title: sketch.id,
      severity: 'high',
      kind: 'secret',
      generic: false,
      confidence: 'likely',
      patterns,
      ...sketch,
    }
  })
  return { digest: '', signatures }
}
