import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { htmlReport } from '../../../src/report/html/html.js'
import { hostileReport, hostileStrings } from '../hostile-report.js'
import { sampleOptions } from '../sample-report.js'
import { storyReport, storyVerdict } from '../story-report.js'
import { type BrowserPage, hasChromium, openPage } from './chromium.js'

const story = htmlReport(storyReport(), sampleOptions({ verdict: storyVerdict }))
const hostile = htmlReport(hostileReport(), sampleOptions())

/** What a page must not do: ask for anything but itself, be refused anything, fail, or open a dialogue. */
function misdeeds({ events }: BrowserPage): string[] {
  const requests = events.filter(({ method }) => method === 'Network.requestWillBeSent').slice(1)
  const said = events.filter(({ method }) =>
    /^(Log\.entryAdded|Runtime\.(exceptionThrown|consoleAPICalled)|Page\.javascriptDialogOpening)$/.test(method),
  )
  return [...requests, ...said].map(({ method, params }) => `${method} ${JSON.stringify(params).slice(0, 300)}`)
}

/** Runs in the page: every text whose contrast to what is behind it is too low, or too small to be read. */
const hardToRead = `(() => {
  const parse = (colour) => colour.match(/[\\d.]+/g).map(Number)
  const luminance = ([r, g, b]) => [r, g, b].map((v) => v / 255).map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4))
    .reduce((sum, v, at) => sum + v * [0.2126, 0.7152, 0.0722][at], 0)
  const behind = (element) => {
    for (let one = element; one; one = one.parentElement) {
      const colour = parse(getComputedStyle(one).backgroundColor)
      if (colour.length === 3 || colour[3] > 0) return colour
    }
    return [255, 255, 255]
  }
  const found = []
  for (const element of document.querySelectorAll('body *')) {
    if (![...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim() !== '')) continue
    if (!element.checkVisibility() || element.closest('.said, script')) continue
    const [a, b] = [luminance(parse(getComputedStyle(element).color)), luminance(behind(element))].sort((x, y) => y - x)
    if ((a + 0.05) / (b + 0.05) < 4.5) found.push(element.tagName + ' ' + element.textContent.slice(0, 40))
  }
  return found
})()`

const shown = `[...document.querySelectorAll('article')].filter((one) => one.checkVisibility()).map((one) => one.id)`
const choose = (change: string) =>
  `(() => { const form = document.getElementById('filters'); ${change}; form.dispatchEvent(new Event('input')) })()`

describe.skipIf(!hasChromium)('in Chromium', { timeout: 120_000 }, () => {
  let page: BrowserPage
  beforeAll(async () => {
    page = await openPage(story)
  })
  afterAll(() => page?.close())

  it('asks for nothing and is refused nothing', () => {
    expect(misdeeds(page)).toEqual([])
  })

  it('is held to its policy', async () => {
    await page.evaluate(
      `window.refused = []; document.addEventListener('securitypolicyviolation', (event) => window.refused.push(event.effectiveDirective))`,
    )
    await page.evaluate(`document.body.append(Object.assign(new Image(), { src: 'https://evil.example/x.png' }))`)
    await page.evaluate(`document.body.setAttribute('onclick', 'window.ran = 1'); document.body.click()`)
    await page.evaluate(
      `document.body.append(Object.assign(document.createElement('style'), { textContent: 'body{display:none}' }))`,
    )
    await new Promise((resolve) => setTimeout(resolve, 200))
    const refused = await page.evaluate<string[]>('window.refused')
    expect(new Set(refused)).toEqual(new Set(['img-src', 'require-trusted-types-for', 'style-src-elem']))
    expect(await page.evaluate(`[window.ran, getComputedStyle(document.body).display]`)).toEqual(
      [undefined, 'block'].map((one) => one ?? null),
    )
  })

  it('filters by severity, exposure, layer and text, and says how many are left', async () => {
    const after = async (change: string) => {
      await page.evaluate(choose(change))
      return page.evaluate<string[]>(shown)
    }
    expect(await page.evaluate(shown)).toEqual(['finding-1', 'finding-2', 'finding-3', 'finding-4'])
    expect(await after(`form.querySelector('[value=critical]').click()`)).toEqual(['finding-3', 'finding-4'])
    expect(await page.evaluate(`document.getElementById('told').textContent`)).toBe('2 of 4 shown')
    expect(await after(`form.querySelector('[value=critical]').click(); form.exposure.value = 'env'`)).toEqual([
      'finding-1',
      'finding-4',
    ])
    expect(await after(`form.exposure.value = ''; form.layer.value = '0:3'`)).toEqual(['finding-1', 'finding-3'])
    expect(await after(`form.layer.value = ''; form.text.value = 'openssh'`)).toEqual(['finding-2'])
    await page.evaluate(`document.querySelector('#filters button').click()`)
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect(await page.evaluate<string[]>(shown)).toHaveLength(4)
  })

  it.each(['light', 'dark'])('can be read in a %s window', async (value) => {
    await page.send('Emulation.setEmulatedMedia', { features: [{ name: 'prefers-color-scheme', value }] })
    expect(await page.evaluate(hardToRead)).toEqual([])
    const paper = await page.evaluate<string>('getComputedStyle(document.body).backgroundColor')
    expect(paper).toBe(value === 'light' ? 'rgb(255, 255, 255)' : 'rgb(15, 20, 25)')
  })

  it.each([320, 1100])('fits a window of %i pixels; what scrolls can be reached by keyboard', async (width) => {
    await page.send('Emulation.setDeviceMetricsOverride', { width, height: 900, deviceScaleFactor: 1, mobile: false })
    expect(await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')).toBe(0)
    const stuck = `[...document.querySelectorAll('body *')].filter((one) => one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).overflowX === 'auto' && one.tabIndex < 0).length`
    expect(await page.evaluate(stuck)).toBe(0)
    await page.send('Emulation.clearDeviceMetricsOverride')
  })

  it('is walked through by keyboard in the order of the page', async () => {
    await page.evaluate('document.activeElement.blur(); window.scrollTo(0, 0)')
    const all = `[...document.querySelectorAll('a, input, select, button, [tabindex]')].filter((one) => one.checkVisibility())`
    const count = await page.evaluate<number>(`${all}.length`)
    expect(count).toBeGreaterThan(20)
    const reached: number[] = []
    for (let press = 0; press < count; press++) {
      for (const type of ['keyDown', 'keyUp']) {
        await page.send('Input.dispatchKeyEvent', { type, key: 'Tab', code: 'Tab', windowsVirtualKeyCode: 9 })
      }
      reached.push(await page.evaluate<number>(`${all}.indexOf(document.activeElement)`))
    }
    expect(reached).toEqual(Array.from({ length: count }, (_, at) => at))
  })

  it('tells a screen reader its landmarks, headings, tables and controls', async () => {
    type Node = {
      ignored: boolean
      role?: { value: string }
      name?: { value: string }
      properties?: { name: string; value: { value: unknown } }[]
    }
    const { nodes } = await page.send<{ nodes: Node[] }>('Accessibility.getFullAXTree')
    const of = (...roles: string[]) =>
      nodes.filter(({ ignored, role }) => !ignored && roles.includes(role?.value ?? ''))
    for (const landmark of ['banner', 'navigation', 'main', 'contentinfo', 'form'])
      expect(of(landmark), landmark).toHaveLength(1)
    const levels = of('heading').map(({ properties }) =>
      Number(properties?.find(({ name }) => name === 'level')?.value.value),
    )
    expect(levels[0]).toBe(1)
    for (const [at, level] of levels.entries()) expect(level - (levels[at - 1] ?? 0)).toBeLessThanOrEqual(1)
    const nameless = of(
      'link',
      'button',
      'textbox',
      'searchbox',
      'combobox',
      'checkbox',
      'table',
      'region',
      'form',
      'article',
    )
    expect(nameless.length).toBeGreaterThan(30)
    expect(nameless.filter(({ name }) => !name?.value).map(({ role }) => role?.value)).toEqual([])
    expect(of('table')).toHaveLength(5)
    expect(of('rowheader').length).toBeGreaterThan(10)
  })

  it('prints in full and without the filters', async () => {
    await page.send('Emulation.setEmulatedMedia', {
      media: 'print',
      features: [{ name: 'prefers-color-scheme', value: 'dark' }],
    })
    expect(await page.evaluate(`document.getElementById('filters').checkVisibility()`)).toBe(false)
    expect(await page.evaluate<string[]>(shown)).toHaveLength(4)
    expect(await page.evaluate('getComputedStyle(document.body).backgroundColor')).toBe('rgb(255, 255, 255)')
    await page.send('Emulation.setEmulatedMedia', { media: '' })
  })

  it('is whole without JavaScript', async () => {
    const plain = await openPage(story, { javascript: false })
    const { root } = await plain.send<{ root: { nodeId: number } }>('DOM.getDocument')
    const { nodeIds } = await plain.send<{ nodeIds: number[] }>('DOM.querySelectorAll', {
      nodeId: root.nodeId,
      selector: 'article, form',
    })
    const visible = await Promise.all(
      nodeIds.map((nodeId) =>
        plain.send('DOM.getBoxModel', { nodeId }).then(
          () => true,
          () => false,
        ),
      ),
    )
    expect(visible).toEqual([false, true, true, true, true])
    expect(misdeeds(plain)).toEqual([])
    await plain.close()
  })

  it('runs nothing that an image says', async () => {
    const bad = await openPage(hostile)
    expect(await bad.evaluate<string[]>(shown)).toHaveLength(hostileStrings.length)
    expect(
      await bad.evaluate(`document.querySelectorAll('img, svg, iframe, object, script:not(:last-of-type)').length`),
    ).toBe(0)
    expect(misdeeds(bad)).toEqual([])
    await bad.close()
  })
})
