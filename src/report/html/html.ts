import type { Report } from '../../findings/finding.js'
import { countText } from '../amounts.js'
import type { ReporterOptions } from '../reporters.js'
import { sameAdvice } from '../words/same-advice.js'
import { nothingFoundText } from '../words/totals.js'
import { html, type Markup, verbatim } from './markup.js'
import { coverageSection, suppressedSection } from './parts/closing.js'
import { filterForm } from './parts/filters.js'
import { findingArticle } from './parts/finding.js'
import { glanceTable } from './parts/glance.js'
import { layersSection } from './parts/layers.js'
import { summaryParts } from './parts/summary.js'
import { script } from './script.js'
import { securityPolicy } from './security-policy.js'
import { style } from './style.js'

/** Not part of the template: there, a bundler would replace this end tag by a helper of a package that is not installed. */
const scriptElement = `<script>${script}</script>`

/** More findings than this are counted: no browser shows a page of them well, and no person reads it. */
const mostFindings = 2_000

/**
 * The report as one HTML page that needs nothing but itself: no network, no other file, and no script but to filter. A strict
 * Content-Security-Policy holds even if a text of the image should ever get past the escaping.
 */
export function htmlReport(report: Report, options: ReporterOptions): string {
  const told = { ...report, findings: report.findings.slice(0, mostFindings) }
  const { title, header } = summaryParts(report, options)
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${verbatim(securityPolicy(style, script))}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<style>${verbatim(style)}</style>
</head>
<body>
<a class="skip" href="#findings">Skip to the findings</a>
${header}
${navigation(report)}
<main>
${findingsAtAGlance(told, options)}
${layersSection(told)}
${findingsInFull(told, report.findings.length - told.findings.length)}
${suppressedSection(report)}
${coverageSection(report)}
</main>
${footer(report, options)}
${verbatim(scriptElement)}
</body>
</html>
`
  return page.markup
}

function navigation({ suppressed }: Report): Markup {
  return html`<nav aria-label="Contents"><ul>
<li><a href="#glance">At a glance</a></li>
<li><a href="#layers">Layers</a></li>
<li><a href="#findings">Findings</a></li>
${suppressed.length > 0 ? html`<li><a href="#suppressed">Suppressed</a></li>` : undefined}
<li><a href="#coverage">Coverage</a></li>
</ul></nav>`
}

function findingsAtAGlance(report: Report, { hidden, hiddenKnown }: ReporterOptions): Markup {
  const { findings } = report
  const content =
    findings.length === 0
      ? html`<p>${nothingFoundText(report, hidden, hiddenKnown)}</p>`
      : html`${filterForm(report)}\n${glanceTable(report)}`
  return html`<section aria-labelledby="glance"><h2 id="glance">At a glance</h2>\n${content}\n</section>`
}

function findingsInFull(report: Report, left: number): Markup {
  const earlier = sameAdvice(report.findings)
  const articles = report.findings.map((finding, at) => findingArticle(report, finding, at + 1, earlier[at]))
  return html`<section aria-labelledby="findings"><h2 id="findings">Findings</h2>
${articles.length === 0 ? html`<p>None.</p>` : articles}
${left > 0 ? html`<p>${countText(left, 'more finding')} are not on this page; the JSON report lists all.</p>` : undefined}
</section>`
}

function footer({ tool }: Report, { time }: ReporterOptions): Markup {
  return html`<footer><p>Made by jetsam ${tool.version} on <time datetime="${time.end.toISOString()}">${time.end.toISOString().slice(0, 16).replace('T', ' ')} UTC</time>. Signatures <code>${tool.signatures.slice(0, 12)}</code>.</p></footer>`
}
