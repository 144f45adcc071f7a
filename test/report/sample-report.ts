import type { Finding, Report } from '../../src/findings/finding.js'
import type { ReporterOptions } from '../../src/report/reporters.js'

/** A report of one image with no findings. */
export function cleanReport(change: Partial<Report> = {}): Report {
  return {
    schemaVersion: 1,
    tool: { name: 'jetsam', version: '0.0.0', signatures: 'ab'.repeat(32) },
    images: [sampleImage('shop:1.4')],
    findings: [],
    suppressed: [],
    coverage: { complete: true, layers: 3, files: 1234, bytes: 45_600_000, gaps: [] },
    summary: { critical: 0, high: 0, medium: 0, low: 0, info: 0 },
    ...change,
  }
}

/** An image of three layers. */
export function sampleImage(reference: string): Report['images'][number] {
  return {
    reference,
    source: 'docker-archive',
    id: `sha256:${'12'.repeat(32)}`,
    platform: 'linux/amd64',
    tags: [reference],
    layers: [
      { index: 0, diffId: `sha256:${'a0'.repeat(32)}`, size: 1000, instruction: '/bin/sh -c #(nop) ADD file:x in / ' },
      { index: 1, diffId: `sha256:${'a1'.repeat(32)}`, size: 2000, instruction: 'COPY deploy.key /app/ # buildkit' },
      {
        index: 2,
        diffId: `sha256:${'a2'.repeat(32)}`,
        size: 10,
        instruction: 'RUN /bin/sh -c rm /app/deploy.key # buildkit',
      },
    ],
  }
}

/** A finding of a build argument; every part can be replaced. */
export function sampleFinding(change: Partial<Finding> = {}): Finding {
  return {
    id: '0123456789abcdef0123',
    signature: { id: 'acme-token', title: 'Acme token', provider: 'Acme', severity: 'high' },
    severity: 'high',
    reasons: [],
    confidence: 'likely',
    secret: { masked: '••••••', length: '17-32' },
    occurrences: [
      {
        image: 0,
        exposure: 'build-arg',
        key: 'ACME_TOKEN',
        instruction: { index: 3, text: 'RUN |1 ACME_TOKEN=•••••• /bin/sh -c make # buildkit' },
      },
    ],
    remedy: {
      summary: 'Use a build secret.',
      steps: ['Revoke it.', 'Mount it:\n  RUN make'],
      links: ['https://acme.example/revoke'],
    },
    ...change,
  }
}

/** Options of a reporter for a text that goes to no terminal. */
export function sampleOptions(change: Partial<ReporterOptions> = {}): ReporterOptions {
  return {
    colour: false,
    columns: 80,
    hidden: 0,
    verdict: { exitCode: 1, because: 'it was so.', failing: new Set() },
    time: { start: new Date('2026-01-02T03:04:05.678Z'), end: new Date('2026-01-02T03:04:15.678Z') },
    ...change,
  }
}
