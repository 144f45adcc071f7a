// Scans images and tells what leaked: node scan.mjs IMAGE…
import { Failure, scan } from 'jetsam'

const references = process.argv.slice(2)
try {
  for await (const finding of scan(references, { signal: AbortSignal.timeout(600_000) })) {
    const { severity, signature, secret, occurrences } = finding
    const { exposure, key, path, line } = occurrences[0]
    const where = path ? `${path}${line ? `:${line}` : ''}` : (key ?? '')
    console.log([severity, signature.title, secret.masked, exposure, where, `${occurrences.length} places`].join('\t'))
    if (severity === 'critical' || severity === 'high') process.exitCode = 1
  }
} catch (error) {
  // Also where the scan was not complete: no findings are then no proof.
  console.error(error instanceof Failure ? error.message : error)
  process.exitCode = 2
}
