import { it } from 'vitest'
import { expectPlanted, expectSilent, madeUp, placeholders } from '../reading.js'

const secret = madeUp('forge')

it.each([
  [
    'root/.config/gh/hosts.yml',
    'github.com:\n    user: u\n    oauth_token: @@\n    git_protocol: https\n',
    'github.com.oauth_token',
  ],
  ['root/.config/hub', 'github.com:\n- user: u\n  oauth_token: @@\n', 'github.com.0.oauth_token'],
  ['root/.config/glab-cli/config.yml', 'hosts:\n    gitlab.com:\n        token: "@@"\n', 'hosts.gitlab.com.token'],
])('finds the token of %s', (path, file, key) => {
  expectPlanted({ path, file, secret, signature: 'git-forge-token', key })
})

it('leaves placeholders alone', () => {
  expectSilent('root/.config/gh/hosts.yml', 'github.com:\n    oauth_token: "@@"\n', placeholders)
})
