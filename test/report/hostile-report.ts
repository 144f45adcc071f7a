import type { Finding, Report } from '../../src/findings/finding.js'
import { cleanReport, sampleFinding, sampleImage } from './sample-report.js'

/** Strings that each format has a weak spot for: whoever makes an image can put any of them into a path, a key or an instruction. */
export const hostileStrings = [
  '\u001b[2J\u001b]0;title\u0007\u009b31m',
  '\n::error file=a::injected\r\n::add-mask::x',
  '##[error]injected ##vso[task.complete]',
  '=HYPERLINK("http://evil.example","x")',
  '+1+1',
  '-2+3',
  '@SUM(1)',
  '\t=1+1',
  '"quoted","cell"\r\nnext,row',
  '</script><script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '"><svg/onload=alert(1)>',
  "' onmouseover='alert(1)",
  '<!-- --> <!ENTITY x "y"> ]]> <![CDATA[',
  '&lt;&amp;&#10;&unknown;',
  '`code` ``more`` ```',
  '| cell | **bold** _it_ ~~no~~ |',
  '[link](javascript:alert(1)) ![image](https://evil.example/track.png)',
  '@everyone #1 GH-1 https://evil.example www.evil.example a@evil.example',
  '{0} {{1}} [embedded](0) $x^2$ :smile:',
  '\u202egpj.exe \u200b \u2066 \ufeff \u2028 \u2029',
  '\u0000 \u0001 \u007f \ufffe \uffff \ud800 lone',
  '../../../etc/passwd',
  '日本語 e\u0301 🦜 %41 %2e%2e ?query #fragment',
] as const

/** A report in which every string that can come from an image, or from signatures of others, is hostile. */
export function hostileReport(): Report {
  const findings = hostileStrings.map(hostileFinding)
  const images = hostileStrings.map((text) => ({
    ...sampleImage(text),
    source: text,
    id: text,
    platform: text,
    tags: [text],
    services: [text],
    base: { by: 'image' as const, isGuess: false, name: text, digest: text, layers: 1 },
    layers: [{ index: 0, diffId: text, digest: text, size: 1, instruction: text }],
  }))
  return cleanReport({
    images,
    findings,
    suppressed: hostileStrings.map((text, at) => ({
      ...hostileFinding(text, at),
      id: `${at}-suppressed`,
      reason: text,
    })),
    coverage: {
      ...{ complete: false, layers: 1, files: 2, bytes: 3 },
      gaps: hostileStrings.map((text) => ({ kind: 'unread', where: text, reason: text })),
    },
    summary: { critical: 0, high: findings.length, medium: 0, low: 0, info: 0 },
  })
}

function hostileFinding(text: string, at: number): Finding {
  return sampleFinding({
    id: `${at}-finding`,
    signature: { id: text, title: text, provider: text, severity: 'high' },
    reasons: [text],
    secret: { masked: text, length: text, value: text },
    occurrences: [
      {
        ...{
          image: at,
          exposure: 'file',
          layer: 0,
          path: text,
          line: 1,
          column: 2,
          key: text,
          state: 'deleted',
          endedBy: 0,
        },
        ...{ via: [text], instruction: { index: 0, text }, dockerfile: { path: text, line: 7 } },
      },
      { image: at, exposure: 'env', key: text, origin: 'base', instruction: { index: 0, text } },
      {
        ...{ image: at, exposure: 'env', key: text, services: [text, text] },
        compose: { path: text, line: 3, column: 4 },
      },
      { image: at, exposure: 'attestation', key: text, document: text, field: text },
      { image: at, exposure: 'file', layer: 0, path: text, state: 'live', mode: '0644', owner: text, origin: 'base' },
      { image: at, exposure: 'file', layer: 0, path: text },
    ],
    remedy: { summary: text, steps: [text, `${text}\n  ${text}`], links: [text, `https://a.example/${text}`] },
  })
}
