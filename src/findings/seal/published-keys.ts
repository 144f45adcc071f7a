import { createHash } from 'node:crypto'

/**
 * Private keys that packages of public indexes bring for their tests and examples, by package: the first 16 hex digits of the SHA-256 of
 * each one's identity, as `isPublishedKey` takes it (64 bits tell keys apart, and give none away). Whoever adds a package: it must be one that everybody can download.
 */
const published: Readonly<Record<string, string>> = {
  awscli: 'f6b511523506c603',
  'browser-sync': '67d14b25720897b4',
  moto: '181af3eb6fd32fde 5884834fee69fcda',
  'public-encrypt': `
    1b4731f46b0e75bd 4ee6f10e44d07811 8b93323b3d059a9c 8dcf84c48a349d9b 9f749c7446933521 acbbf8180d8ff3dd
    ba38d0366cb84745 c2f99c4d29d79c95 d28922657c17f633 def7fd801324c796`,
  'smtp-server': 'e29f7b921315fc55',
  spdy: '6b99bd25263a899f',
  ssh2: `
    05991546f227f2c1 05a1073472bd5bb6 098d829c7332b7a5 10840d7751c5547e 14adac5673089282 23f4e8cbb0df3302
    29b58b085af10140 2f49fcb218b3b79b 39a793ccef435bbb 39fac99d79ca6db5 517b2f39b5e48269 5e38debd9edc45bb
    67bb38592829c5bf 6ae052eb43929b66 74a49f903f25208e 7507ac7c4ecd7b47 7b76bfcf3957fa5a 8060a127c6c7a3fd
    806c8ca35f7f1961 8822cbff7dfcb779 8d6ebcfd79ad97ad 96cb1a98f8ee53df 97f0583255b2d718 af45d5156f993893
    b4b5b51aefd72732 b569ae50838131db b5d786a3c6077113 bd0464f61f9b3cd7 be172a18a93c54b6 bf05700179c57c90
    c1db81dfaff20fc4 c6afab46c6ac0f72 d5568a36c4206147 df7d41332287030a e60d891107f0c927 fed0d6ab12e3cb2e
    feffb2620601ae8f`,
  tornado: '0f2ddbc00bf2b0de',
  'universal-github-app-jwt': '5d77425630868999',
}

const hashes: ReadonlySet<string> = new Set(Object.values(published).flatMap((all) => all.trim().split(/\s+/)))

/** Whether everybody can read this key in some public package. `identity`: `Candidate.identity`, or `value:` and the secret itself. */
export function isPublishedKey(identity: string): boolean {
  return hashes.has(createHash('sha256').update(identity, 'latin1').digest('hex').slice(0, 16))
}
