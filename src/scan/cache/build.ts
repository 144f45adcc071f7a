import { writeFileSync } from 'node:fs'
import { codeDigestFile, digestOfCode } from './code-digest.js'

// The last step of the build: what the cache keeps is good only for the code that made it.
writeFileSync(codeDigestFile, digestOfCode())
