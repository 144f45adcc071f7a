import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { tarOf } from '../../../../src/demo/ustar.js'
import { expandTemplate } from '../../../../src/signatures/expand.js'
import { folder, has, placesOf, run, scanFile, token } from './scan-file.js'

const secret = token('sqlite')

/** A database, as SQLite makes it. */
function database(sql: string): Buffer {
  const cwd = folder()
  run(cwd, 'sqlite3', ['a.db'], sql)
  return readFileSync(join(cwd, 'a.db'))
}

describe.runIf(has('sqlite3'))('a SQLite database', () => {
  it.each<[string, string, string[]]>([
    ['a row', `CREATE TABLE conf(name, value); INSERT INTO conf VALUES('x', '${secret}');`, ['sqlite:conf > line 2']],
    [
      'quoted names',
      `CREATE TABLE "my conf"("the name" TEXT PRIMARY KEY, [value] NUMERIC(1, 2) DEFAULT (max(1, 2)), CHECK (1)); INSERT INTO "my conf" VALUES('x', '${secret}');`,
      ['sqlite:my conf > line 2'],
    ],
    [
      'a table without row ids',
      `CREATE TABLE conf(name PRIMARY KEY, value) WITHOUT ROWID; INSERT INTO conf VALUES('x', '${secret}');`,
      ['sqlite:conf > line 2'],
    ],
    [
      'many pages',
      `CREATE TABLE conf(name, value); WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 5000)
       INSERT INTO conf SELECT i, CASE i WHEN 4000 THEN '${secret}' ELSE 'nothing of interest' END FROM n;`,
      ['sqlite:conf > line 8000'],
    ],
    [
      'UTF-16',
      `PRAGMA encoding='UTF-16le'; CREATE TABLE conf(value); INSERT INTO conf VALUES('${secret}');`,
      ['sqlite:conf > line 1'],
    ],
    [
      'UTF-16, the other way',
      `PRAGMA encoding='UTF-16be'; CREATE TABLE conf(value); INSERT INTO conf VALUES('${secret}');`,
      ['sqlite:conf > line 1'],
    ],
    [
      'small pages',
      `PRAGMA page_size=512; CREATE TABLE conf(a, value); INSERT INTO conf VALUES(hex(zeroblob(3000)), '${secret}');`,
      ['sqlite:conf > line 2'],
    ],
    [
      'large pages',
      `PRAGMA page_size=65536; CREATE TABLE conf(a, value); INSERT INTO conf VALUES('x', '${secret}');`,
      ['sqlite:conf > line 2'],
    ],
    [
      'a gzip in a blob',
      `CREATE TABLE conf(value); INSERT INTO conf VALUES(X'${gzipSync(`${'filler '.repeat(50)}\n${secret}`).toString('hex')}');`,
      ['sqlite:conf.value > gzip > line 2'],
    ],
  ])('%s', (_, sql, places) => {
    expect(placesOf(secret, database(sql))).toEqual(places)
  })

  it('a value that overflows its page is whole', () => {
    const key = expandTemplate('{pem:RSA PRIVATE KEY}', 'sqlite')
    const filler = 'x'.repeat(700)
    const bytes = database(
      `PRAGMA page_size=1024; CREATE TABLE k(a, key); INSERT INTO k VALUES('${filler}', '${key}');`,
    )
    const { candidates } = scanFile(bytes)
    expect(candidates.map(({ secret, via }) => [secret.trim(), via])).toEqual([[key.trim(), ['sqlite:k']]])
  })

  it('tells a value beside the name of its column', () => {
    const value = expandTemplate('{hex:32}', 'datadog')
    const bytes = database(`CREATE TABLE conf(datadog_api_key); INSERT INTO conf VALUES('${value}');`)
    expect(scanFile(bytes).candidates.map(({ secret, via }) => [secret, via])).toEqual([[value, ['sqlite:conf']]])
  })

  it('deleted rows and dropped tables', () => {
    const filler = (n: number) => `INSERT INTO t VALUES('${'x'.repeat(3000)}${n}');`
    const rows = Array.from({ length: 20 }, (_, n) => filler(n)).join('')
    const bytes = database(
      `PRAGMA secure_delete=OFF; CREATE TABLE t(v); ${rows} INSERT INTO t VALUES('${secret}'); DROP TABLE t;`,
    )
    expect(placesOf(secret, bytes)).toHaveLength(1)
  })

  it('two and three deep', () => {
    const db = database(`CREATE TABLE conf(value); INSERT INTO conf VALUES('${secret}');`)
    const tar = tarOf([{ path: 'a.db', body: db }])
    expect(placesOf(secret, tar)).toEqual(['tar:a.db > sqlite:conf > line 1'])
    expect(placesOf(secret, gzipSync(tar))).toEqual(['gzip > tar:a.db > sqlite:conf > line 1'])
  })

  it('damaged or cut anywhere: never throws', () => {
    const whole = database(
      `PRAGMA page_size=512; CREATE TABLE conf(a, value); CREATE INDEX i ON conf(a);
       WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 200) INSERT INTO conf SELECT hex(zeroblob(i * 9)), '${secret}' FROM n;`,
    )
    fc.assert(
      fc.property(
        fc.nat(whole.length - 1),
        fc.uint8Array({ minLength: 1, maxLength: 6 }),
        fc.boolean(),
        (at, bytes, cut) => {
          const copy = Buffer.from(whole)
          copy.set(bytes.subarray(0, copy.length - at), at)
          scanFile(cut ? whole.subarray(0, at) : copy)
        },
      ),
      { numRuns: 150 },
    )
  })

  it('of pages that lead in circles', () => {
    const whole = database(`PRAGMA page_size=512; CREATE TABLE t(v); INSERT INTO t VALUES(hex(zeroblob(100000)));`)
    const copy = Buffer.from(whole)
    for (let page = 2; page < copy.length / 512; page++) copy.writeUInt32BE(3, page * 512)
    expect(() => scanFile(copy)).not.toThrow()
  })

  it('a database that is none', () => {
    expect(scanFile(Buffer.from(`SQLite format 3\0${'x'.repeat(200)}`)).gaps).toEqual([
      { kind: 'unopened', reason: 'the database is malformed', via: [] },
    ])
  })
})
