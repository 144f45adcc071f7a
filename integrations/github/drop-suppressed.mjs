// Takes the suppressed results out of a SARIF file, in place: GitHub's code scanning does not know SARIF's suppressions and
// would show them as open alerts. Usage: node drop-suppressed.mjs FILE
import { readFileSync, writeFileSync } from 'node:fs'

const [, , file] = process.argv
const log = JSON.parse(readFileSync(file, 'utf8'))
for (const run of log.runs) run.results = run.results.filter((result) => !result.suppressions?.length)
writeFileSync(file, `${JSON.stringify(log, undefined, 2)}\n`)
