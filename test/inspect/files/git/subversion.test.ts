import { expect, it } from 'vitest'
import { expectPlanted, expectSilent, madeUp, placeholders, readFile } from '../reading.js'

const path = `root/.subversion/auth/svn.simple/${'0f'.repeat(16)}`
const cache = (kind: string) =>
  `K 8\npasstype\nV ${kind.length}\n${kind}\nK 8\npassword\nV 18\n@@\nK 15\nsvn:realmstring\nV 1\nr\nK 8\nusername\nV 2\nci\nEND\n`

it('finds the cached password', () => {
  expectPlanted({ path, file: cache('simple'), secret: madeUp('svn'), signature: 'git-password', key: 'password' })
})

it('leaves passwords of a keyring and placeholders alone', () => {
  expectSilent(path, cache('simple'), placeholders)
  expect(readFile(path, cache('gnome-keyring').replace('@@', madeUp('svn')))).toEqual([])
  expect(readFile(path, 'K 8\npasstype\nV 6')).toEqual([])
})
