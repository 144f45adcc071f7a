import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { packageFile } from '../../package-files.js'
import { packageVersion } from '../../package-version.js'
import * as help from '../help-text.js'
import { type Actions, makeProgram } from '../program.js'
import { commandWords } from './command-tree.js'
import { manPage } from './man-page.js'

/** Part of the build: writes `man/jetsam.1`, of the words that the command line itself is made of. */
const nothing = new Proxy({}, { get: () => () => Promise.resolve() }) as Actions
const words = commandWords(makeProgram(nothing, packageVersion(), 80, () => {}))
const path = packageFile('man/jetsam.1')
mkdirSync(dirname(path), { recursive: true })
writeFileSync(
  path,
  manPage(words, packageVersion(), {
    '': help.mainHelp,
    scan: help.scanHelp,
    explain: help.explainHelp,
    fix: help.fixHelp,
    baseline: help.baselineHelp,
    diff: help.diffHelp,
    config: help.configHelp,
    'cache info': help.cacheHelp,
    'signatures list': help.signaturesHelp,
    completion: help.completionHelp,
  }),
)
