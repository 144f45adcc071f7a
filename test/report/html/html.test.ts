import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { Report } from '../../../src/findings/finding.js'
import { htmlReport } from '../../../src/report/html/html.js'
import { hostileReport, hostileStrings } from '../hostile-report.js'
import { cleanReport, sampleFinding, sampleImage, sampleOptions } from '../sample-report.js'
import { storyReport, storyVerdict } from '../story-report.js'

const story = htmlReport(storyReport(), sampleOptions({ verdict: storyVerdict }))
const render = (report: Report) => htmlReport(report, sampleOptions())
const between = (text: string, tag: string) => new RegExp(`<${tag}>([\\s\\S]*?)</${tag}>`).exec(text)![1]!
const words = (text: string) =>
  text
    .replace(/<style>[\s\S]*<\/style>/, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')

/** The tags of a page, its style and script left out. */
function tagsOf(page: string): string[] {
  return page.replace(/<style>[\s\S]*?<\/style>|<script>[\s\S]*?<\/script>/g, '').match(/<[^>]*>/g)!
}

describe('the page', () => {
  it('needs nothing but itself, and its policy lets nothing else in', () => {
    const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(story)![1]!
    const hash = (tag: string) => `'sha256-${createHash('sha256').update(between(story, tag)).digest('base64')}'`
    expect(policy.split('; ')).toEqual([
      "default-src 'none'",
      `style-src ${hash('style')}`,
      `script-src ${hash('script')}`,
      "base-uri 'none'",
      "form-action 'none'",
      "require-trusted-types-for 'script'",
    ])
    expect(between(story, 'style')).not.toMatch(/url\(|@import|@font-face/)
    expect(tagsOf(story).filter((tag) => /\s(src|style|srcset|on\w+)=/i.test(tag))).toEqual([])
  })

  it('has one heading above all, and names every section and table', () => {
    expect(story.match(/<h1>/g)).toHaveLength(1)
    const ids = new Set([...story.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id))
    const named = [...story.matchAll(/ (?:aria-labelledby="|href="#)([^"]*)"/g)].map(([, id]) => id)
    expect(named.filter((id) => !ids.has(id))).toEqual([])
    expect([...story.matchAll(/ id="/g)]).toHaveLength(ids.size)
    expect(story.match(/<caption>/g)).toHaveLength(story.match(/<table/g)!.length)
    expect(
      tagsOf(story).filter((tag) => tag.startsWith('<th') && !tag.startsWith('<thead') && !tag.includes('scope=')),
    ).toEqual([])
  })

  it('hides its filters until the script is there', () => {
    expect(story).toMatch(/<form id="filters"[^>]* hidden>/)
  })

  it('tells the story of each finding', () => {
    const told = words(story)
    expect(told).toContain('4 leaked secrets in shop:1.4')
    expect(told).toContain('Exit code 1: 3 findings are at or above medium:likely (--fail-on).')
    expect(told).toContain('file /app/.npmrc:1:33 (_authToken)')
    expect(told).toContain('layer 3 of 6, deleted by layer 5, and still in the image')
    expect(told).toContain('RUN --mount=type=secret,id=npm_token,env=NPM_TOKEN your-command')
    expect(told).toContain('a file of the Debian package openssl, unchanged')
    expect(told).toContain('layer 4: /app/backup.zip')
  })

  it('draws the layers with the last one on top, and says what each means', () => {
    const stack = /<table class="stack">[\s\S]*?<\/table>/.exec(story)![0]
    const rows = [...stack.matchAll(/<tr><th scope="row"[^>]*>([\s\S]*?)<\/tr>/g)].map(([, row = '']) => words(row))
    expect(rows.map((row) => row.trim().split(' ').slice(0, 2).join(' '))).toEqual([
      ...['configuration, history', 'layer 6', 'layer 5', 'layer 4', 'layer 3', 'layer 2', 'layer 1'],
    ])
    expect(rows[2]).toMatch(/✕ deleted here ✕ deleted here visible $/)
  })

  it("marks the base image's layers, and calls a guess one", () => {
    const layers = [0, 1, 2].map((index) => ({ index, diffId: 'x', size: 1 }))
    const rows = (isGuess: boolean) => {
      const image = {
        ...sampleImage('a'),
        layers,
        base: { by: 'image' as const, isGuess, name: 'debian:12', layers: 2 },
      }
      const occurrences = [{ image: 0, exposure: 'file', path: 'a', layer: 0, state: 'live' } as const]
      const page = render(cleanReport({ images: [image], findings: [sampleFinding({ occurrences })] }))
      return [...page.matchAll(/<th scope="row"([^>]*)>(<strong>[\s\S]*?)<\/th>/g)].map(([, attributes, row = '']) => [
        attributes?.trim(),
        words(row).trim(),
      ])
    }
    expect(rows(false)).toEqual([
      ['', 'layer 3 1 B'],
      ['class="base"', 'layer 2 1 B of the base image debian:12'],
      ['class="base"', 'layer 1 1 B of the base image debian:12'],
    ])
    expect(rows(true)[1]![1]).toContain('(a guess)')
  })

  it('draws no layers of a Compose project, counts it by its name, and marks what is known', () => {
    const compose = { ...sampleImage('compose.yaml'), source: 'compose', platform: '', layers: [], services: ['web'] }
    const occurrences = [{ image: 0, exposure: 'env' as const, key: 'A', services: ['web'] }]
    const findings = [sampleFinding({ occurrences, known: { reason: 'accepted' } })]
    const told = words(render(cleanReport({ images: [compose, sampleImage('a')], findings })))
    expect(told).toContain('1 leaked secret in 1 Compose project and 1 image')
    expect(told).toContain('No layer holds a finding.')
    expect(told).toMatch(/known env A of service web/)
  })

  it('says what was looked at when nothing was found', () => {
    const told = words(render(cleanReport()))
    expect(told).toContain('No leaked secrets in shop:1.4')
    expect(told).toContain('deleted and overwritten ones included')
    expect(told).toContain('No layer holds a finding.')
    expect(render(cleanReport())).not.toContain('<form')
  })

  it('shows the secret itself where the report holds it', () => {
    const secret = { masked: '••••••', length: '1-8', value: 'visible' }
    expect(render(cleanReport({ findings: [sampleFinding({ secret })] }))).toContain('<code>visible</code>')
  })

  it('tells advice once, and links to it', () => {
    const findings = [sampleFinding(), sampleFinding({ id: 'b' })]
    expect(render(cleanReport({ findings })).match(/As for <a href="#finding-1">number 1<\/a>/g)).toHaveLength(1)
  })
})

describe('a hostile report', () => {
  const page = render(hostileReport())
  const tags = tagsOf(page)

  it('brings no element and no attribute of its own', () => {
    const names = new Set(tags.map((tag) => /^<\/?!?([\w-]+)/.exec(tag)?.[1]))
    const known = new Set(tagsOf(story).map((tag) => /^<\/?!?([\w-]+)/.exec(tag)?.[1]))
    expect([...names].filter((name) => !known.has(name))).toEqual([])
    const attributesOf = (all: string[]) =>
      new Set(all.flatMap((tag) => [...tag.replaceAll(/"[^"]*"/g, '').matchAll(/\s([\w-]+)/g)].map(([, name]) => name)))
    const ours = attributesOf(tagsOf(story))
    expect([...attributesOf(tags)].filter((name) => !ours.has(name))).toEqual([])
  })

  it('links to the web by whole addresses, and to the page', () => {
    const targets = [...page.matchAll(/href="([^"]*)"/g)].map(([, target]) => target!)
    expect(targets.filter((target) => !/^(#[\w-]+|https:\/\/a\.example\/.*)$/.test(target))).toEqual([])
  })

  it('keeps each finding in its row and its article', () => {
    expect(tags.filter((tag) => tag.startsWith('<article'))).toHaveLength(hostileStrings.length)
    expect(tags.filter((tag) => tag.startsWith('<tr role="row" data-finding'))).toHaveLength(hostileStrings.length)
    const open = tags.filter((tag) => /^<[a-z]/.test(tag) && !/^<(meta|input|br)\b/.test(tag)).length
    expect(open).toBe(tags.filter((tag) => tag.startsWith('</')).length)
  })
})

describe('a report of anything much', () => {
  it('counts what it does not show', () => {
    const findings = Array.from({ length: 10_000 }, (_, at) => sampleFinding({ id: String(at) }))
    const page = render(cleanReport({ findings }))
    expect(page.match(/<article/g)).toHaveLength(2_000)
    expect(words(page)).toContain('8,000 more findings are not on this page')
    expect(words(page)).toContain('without 1,976 more findings')
    expect(page.length).toBeLessThan(10_000_000)
  })

  it('draws the layers that matter of a very high stack', () => {
    const layers = Array.from({ length: 5_000 }, (_, index) => ({ index, diffId: 'x', size: 1 }))
    const occurrences = [{ image: 0, exposure: 'file', path: 'a', layer: 4_000, state: 'live' } as const]
    const page = render(
      cleanReport({ images: [{ ...sampleImage('a'), layers }], findings: [sampleFinding({ occurrences })] }),
    )
    expect(words(page)).toContain('Layers of a, without 4,999 layers')
    expect(words(page)).toContain('layer 4001')
  })

  it('cuts what is far too long', () => {
    const long = '<'.repeat(1_000_000)
    const finding = sampleFinding({
      ...{
        signature: { id: long, title: long, severity: 'high' },
        reasons: [long],
        remedy: { summary: long, steps: [], links: [] },
      },
      occurrences: [{ image: 0, exposure: 'file', path: long, key: long, instruction: { index: 0, text: long } }],
    })
    const gaps = [{ kind: 'unread' as const, where: long, reason: long }]
    const coverage = { complete: false, layers: 1, files: 1, bytes: 1, gaps }
    expect(render(cleanReport({ findings: [finding], coverage })).length).toBeLessThan(100_000)
  })
})
