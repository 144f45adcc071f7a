import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable, Writable } from 'node:stream'

const program = process.env.JETSAM_TEST_CHROMIUM ?? '/usr/bin/chromium'

/** Whether there is a Chromium to test with; without one the tests in a browser are skipped. */
export const hasChromium = existsSync(program)

type Event = { method: string; params: Record<string, unknown> }
type Answer = { id?: number; result?: unknown; error?: { message: string } } & Partial<Event>

/** A page in a headless Chromium, spoken to by its DevTools protocol over a pipe. */
export type BrowserPage = {
  /** Sends a command and gives its result. */
  send<Result = Record<string, unknown>>(method: string, params?: object): Promise<Result>
  /** What an expression is worth in the page. */
  evaluate<Value>(expression: string): Promise<Value>
  /** All that the page has said: requests, log entries, exceptions. */
  events: Event[]
  close(): Promise<void>
}

/** Opens an HTML text as a file in a new browser, and waits until it is loaded. */
export async function openPage(text: string, { javascript = true } = {}): Promise<BrowserPage> {
  const folder = mkdtempSync(join(tmpdir(), 'jetsam-chromium-'))
  writeFileSync(join(folder, 'report.html'), text)
  const child = spawn(
    program,
    [
      '--headless=new',
      '--no-sandbox',
      '--disable-gpu',
      '--remote-debugging-pipe',
      `--user-data-dir=${folder}/profile`,
      'about:blank',
    ],
    { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] },
  )
  const { send, events } = connect(child)
  const { targetId } = await send<{ targetId: string }>('Target.createTarget', { url: 'about:blank' })
  const { sessionId } = await send<{ sessionId: string }>('Target.attachToTarget', { targetId, flatten: true })
  const inPage = <Result>(method: string, params: object = {}) => send<Result>(method, params, sessionId)
  for (const domain of ['Page', 'Network', 'Log', 'Runtime', 'Accessibility', 'DOM']) await inPage(`${domain}.enable`)
  await inPage('Emulation.setScriptExecutionDisabled', { value: !javascript })
  await inPage('Page.navigate', { url: `file://${folder}/report.html` })
  while (!events.some(({ method }) => method === 'Page.loadEventFired'))
    await new Promise((resolve) => setTimeout(resolve, 20))
  return {
    send: inPage,
    evaluate: async <Value>(expression: string) => {
      const { result } = await inPage<{ result: { value: Value } }>('Runtime.evaluate', {
        expression,
        returnByValue: true,
      })
      return result.value
    },
    events,
    close: async () => {
      const closed = new Promise((resolve) => child.once('close', resolve))
      // Killed, it leaves processes behind that go on writing to its folder.
      const timer = setTimeout(() => child.kill('SIGKILL'), 5000)
      send('Browser.close').catch(() => {})
      await closed
      clearTimeout(timer)
      rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 })
    },
  }
}

/** Messages are JSON, each ended by a NUL; the browser reads from descriptor 3 and writes to 4. */
function connect(child: ChildProcess) {
  const [, , , input, output] = child.stdio as unknown as [null, null, null, Writable, Readable]
  const events: Event[] = []
  const waiting = new Map<number, (answer: Answer) => void>()
  let last = 0
  let text = ''
  output.setEncoding('utf8').on('data', (chunk: string) => {
    const messages = (text + chunk).split('\0')
    text = messages.pop() ?? ''
    for (const message of messages.map((one) => JSON.parse(one) as Answer)) {
      if (message.id !== undefined) waiting.get(message.id)?.(message)
      else events.push(message as Event)
    }
  })
  const send = <Result = unknown>(method: string, params: object = {}, sessionId?: string): Promise<Result> =>
    new Promise((resolve, reject) => {
      const id = ++last
      waiting.set(id, ({ result, error }) =>
        error ? reject(new Error(`${method}: ${error.message}`)) : resolve(result as Result),
      )
      input.write(`${JSON.stringify({ id, method, params, ...(sessionId && { sessionId }) })}\0`)
    })
  return { send, events }
}
