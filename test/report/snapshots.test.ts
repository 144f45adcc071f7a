import { expect, it } from 'vitest'
import type { FormatName } from '../../src/report/formats.js'
import { reporters } from '../../src/report/reporters.js'
import { sampleOptions } from './sample-report.js'
import { storyReport, storyVerdict } from './story-report.js'

/** What each format makes of the same scan, to be read by people: `snapshots/`. After a change that is meant: `npx vitest run -u`. */
it.each<[FormatName, string]>([
  ['table', 'story.txt'],
  ['jsonl', 'story.jsonl'],
  ['csv', 'story.csv'],
  ['markdown', 'story.md'],
  ['github', 'story.github.txt'],
  ['junit', 'story.junit.xml'],
  ['gitlab', 'story.gitlab.json'],
  ['sarif', 'story.sarif'],
])('%s', async (format, file) => {
  const reporter = await reporters[format]()
  const text = reporter(storyReport(), sampleOptions({ verdict: storyVerdict, columns: 100 }))
  await expect(text).toMatchFileSnapshot(`snapshots/${file}`)
})
