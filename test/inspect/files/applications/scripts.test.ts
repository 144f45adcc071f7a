import { expect, it } from 'vitest'
import { madeUp, readFile } from '../reading.js'

const secret = madeUp('script')

it.each([
  ['srv/backup.sh', `#!/bin/sh\nmysqldump -uapp -p${secret} app > a.sql\n`],
  ['usr/local/bin/entrypoint', `#!/bin/bash -e\ncurl -u app:${secret} https://a.acme.io\n`],
  ['usr/local/bin/start', `#!/usr/bin/env bash\nsshpass -p '${secret}' ssh db\n`],
  ['srv/Dockerfile', `FROM x\nRUN echo "root:${secret}" | chpasswd\n`],
  ['srv/.gitlab-ci.yml', `deploy:\n  script:\n    - docker login -u app -p ${secret} r.acme.io\n`],
  ['srv/.travis.yml', `script:\n  - curl -u app:${secret} https://a.acme.io/upload\n`],
  ['srv/.github/workflows/ci.yml', `steps:\n  - run: |\n      sshpass -p '${secret}' scp a b@c:/d\n`],
  ['srv/api.dockerfile', `FROM x\nRUN docker login -u app -p ${secret} r.acme.io\n`],
])('looks into the commands of %s', (path, text) => {
  const found = readFile(path, text).filter((one) => one.secret === secret)
  expect(found).toHaveLength(1)
  expect(text.slice(found[0]!.start, found[0]!.end)).toBe(secret)
  expect(found[0]!.confidence).toBe('likely')
})

it('doubts what stands in examples', () => {
  const [found] = readFile('srv/examples/a.sh', `curl -u app:${secret} https://a.acme.io\n`)
  expect([found?.confidence, found?.reasons]).toEqual(['possible', ['in documentation or an example']])
})

it('leaves harmless commands alone, and scripts without a telling command', () => {
  expect(readFile('a.sh', '#!/bin/sh\nset -e\ncurl -u "$USER:$PASSWORD" https://a.acme.io\nmysql -p"$PW"\n')).toEqual(
    [],
  )
  expect(readFile('a.sh', `#!/bin/sh\nsome -u app:${secret}\n`)).toEqual([])
})
