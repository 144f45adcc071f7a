import { it } from 'vitest'
import { expectPlanted, expectSilent, madeUp } from '../reading.js'

const secret = madeUp('git-credentials')

it.each([
  ['root/.git-credentials', 'https://ci:@@@git.example\n', 'git.example'],
  ['root/.config/git/credentials', 'https://a.example\nhttps://ci:@@@git.example/x\n', 'git.example'],
])('finds the password of %s', (path, file, key) => {
  expectPlanted({ path, file, secret, signature: 'git-password', key })
})

it('leaves placeholders alone', () => {
  expectSilent('.git-credentials', 'https://ci:@@@git.example\n', ['', `\${TOKEN}`, '<token>', 'xxxxxxxx'])
})
