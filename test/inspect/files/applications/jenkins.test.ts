import { expect, it } from 'vitest'
import { formatOf } from '../../../../src/inspect/files/format-of.js'
import { expectPlanted, expectSilent, madeUp, placeholders, readFile } from '../reading.js'

it('finds the first password of an administrator', () => {
  const secret = madeUp('jenkins', '{hex:32}')
  const found = { secret, signature: 'jenkins-initial-admin-password', key: 'admin' }
  expectPlanted({ path: 'var/jenkins_home/secrets/initialAdminPassword', file: '@@\n', ...found })
  expectSilent('var/jenkins_home/secrets/initialAdminPassword', '@@\n', placeholders)
})

it('finds the key that decrypts all credentials', () => {
  const secret = madeUp('jenkins', '{hex:256}')
  const found = { secret, signature: 'jenkins-master-key', key: 'master.key' }
  expectPlanted({ path: 'var/jenkins_home/secrets/master.key', file: '@@', ...found })
  expect(readFile('var/jenkins_home/secrets/master.key', secret.slice(1))).toEqual([])
  expect(formatOf('var/jenkins_home/master.key', Buffer.from(secret))).toBeUndefined()
})
