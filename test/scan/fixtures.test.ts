import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Exposure, Finding, LifeState } from '../../src/findings/finding.js'
import { summary } from '../engine/harness/expect-findings.js'
import { type Scanned, scan } from '../engine/harness/scan.js'

type Leak = {
  sha256: string
  length: number
  kind: string
  exposure: Exposure | 'buildinfo'
  key?: string
  path?: string
  state: LifeState
  seen_at: string[]
}
type Truth = { leaks: Leak[]; silent: { sha256?: string; key?: string }[] }

const folder = fileURLToPath(new URL('../fixtures/', import.meta.url))

const sha256 = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex')

const escaped = (value: string) => encodeURIComponent(value).replace(/%../g, (sign) => sign.toLowerCase())

/** A value may be told with or without the line break at its end, as it may stand in a file. What a URL holds percent-encoded is told decoded. */
const is = (finding: Finding, hash: string) => {
  const value = finding.secret.value ?? ''
  return [value, `${value}\n`, value.trimEnd(), escaped(value)].some((text) => sha256(text) === hash)
}

const unpacked = mkdtempSync(join(tmpdir(), 'jetsam-fixtures-'))
afterAll(() => rmSync(unpacked, { recursive: true, force: true }))

const archive = (name: string) => [`docker-archive:${folder}${name}.tar.gz`]
const ociArchive = (name: string) => [`oci-archive:${folder}${name}.tar.gz`]
const layout = (name: string) => {
  execFileSync('tar', ['-xzf', `${folder}${name}.tar.gz`, '-C', unpacked])
  return [`oci-dir:${unpacked}/${name}`, '--platform', 'all']
}

describe.each([
  ['docker-save-graph', archive],
  ['docker-save-ctrd', archive],
  ['docker-heredoc', archive],
  ['secret-stub-old', archive],
  ['attest-sbom', ociArchive],
  ['attest-v02-legacy', ociArchive],
  ['attest-v1', ociArchive],
  ['buildinfo-old', ociArchive],
  ['config-annotations', ociArchive],
  ['multi-index', layout],
] as const)('fixture %s', (name, asked) => {
  const truth = JSON.parse(readFileSync(`${folder}${name}.json`, 'utf8')) as Truth
  let scanned: Scanned
  beforeAll(async () => {
    scanned = await scan(asked(name))
  })

  it('was read whole', () => {
    expect(scanned.report.coverage).toMatchObject({ complete: true })
    expect(scanned.code).toBe(truth.leaks.length > 0 ? 1 : 0)
  })

  it.each(truth.leaks.map((leak) => [`${leak.kind} as ${leak.exposure} (${leak.key})`, leak] as const))(
    'reports: %s',
    (_, leak) => {
      const found = scanned.report.findings.filter((finding) => is(finding, leak.sha256))
      expect(found.length, JSON.stringify(scanned.report.findings.map(summary), null, 1)).toBe(1)
      const places = found[0]!.occurrences
      expect(
        places.some((place) => fits(place, leak)),
        JSON.stringify(summary(found[0]!), null, 1),
      ).toBe(true)
    },
  )

  it('reports nothing else above info', () => {
    const others = scanned.report.findings.filter(
      (finding) => finding.severity !== 'info' && !truth.leaks.some((leak) => is(finding, leak.sha256)),
    )
    expect(others.map(summary)).toEqual([])
  })

  it.runIf(truth.silent.length > 0)('is silent of what only a secret mount held', () => {
    const silent = scanned.report.findings.filter((f) => truth.silent.some((row) => row.sha256 && is(f, row.sha256)))
    expect(silent.map(summary)).toEqual([])
  })
})

describe.each(['attest-v02-legacy', 'attest-v1'])('the provenance of %s', (name) => {
  const truth = JSON.parse(readFileSync(`${folder}${name}.json`, 'utf8')) as Truth
  const named = truth.leaks.filter(({ key, seen_at }) => key && !key.startsWith('/') && seen_at.every(isField))
  let scanned: Scanned
  beforeAll(async () => {
    scanned = await scan(ociArchive(name))
  })

  it('has leaks with keys', () => {
    expect(named.length).toBeGreaterThan(5)
  })

  it.each(named.map((leak) => [leak.key, leak] as const))('tells the key and the field of %s', (key, leak) => {
    const found = scanned.report.findings.find((finding) => is(finding, leak.sha256))!
    const fields = leak.seen_at.map((at) => at.replace(/^[^$]*\$\./, ''))
    const places = found.occurrences.filter((place) => place.key === key)
    expect(places.map(({ field }) => fields.includes(field!))).toEqual([true])
    expect(places[0]!.document).toMatch(/^sha256:[0-9a-f]{64}$/)
  })
})

function isField(at: string): boolean {
  return at.startsWith('statement') && !at.endsWith('(base64)')
}

/**
 * A file leak is found in its file and state. Of what the config or history holds, any place that the truth names will do: the
 * history's own exposure is told only where no better one (a variable, a label) says the same.
 */
function fits(place: Finding['occurrences'][number], leak: Leak): boolean {
  if (leak.exposure === 'file') {
    return place.exposure === 'file' && place.path === leak.path && place.state === leak.state
  }
  const exposures = new Set<Exposure | 'buildinfo'>([leak.exposure])
  for (const at of leak.seen_at) {
    if (at.includes('.Env[')) exposures.add('env')
    if (at.includes('.Labels[')) exposures.add('label')
    if (at.includes('.buildinfo.')) exposures.add('build-arg')
    const field = /\.config\.(Cmd|Entrypoint|Healthcheck|OnBuild)\b/.exec(at)?.[1]
    if (field) exposures.add(field === 'Cmd' ? 'command' : (field.toLowerCase() as Exposure))
    if (at.startsWith('statement')) exposures.add('attestation')
    if (/history\[\d+\]/.test(at)) exposures.add('history').add('build-arg')
  }
  return exposures.has(place.exposure)
}
