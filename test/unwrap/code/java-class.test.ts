import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { expandTemplate } from '../../../src/signatures/expand.js'
import { folder, has, placesOf, run, scanFile, token } from '../../scan/layer/unwrap/scan-file.js'
import { writeZip } from '../zip/write-zip.js'

const secret = token('java')
const password = (seed: string) => expandTemplate('{base62:6}!{base62:7}', seed)
const path = 'srv/app/Conf.class'

const u2 = (value: number) => Buffer.from([value >> 8, value & 0xff])
const utf8 = (text: string | Buffer) =>
  Buffer.concat([Buffer.from([1]), u2(Buffer.byteLength(text)), Buffer.from(text)])
const string = (index: number) => Buffer.concat([Buffer.from([8]), u2(index)])
const u4 = (value: number) => Buffer.concat([u2(value >>> 16), u2(value & 0xffff)])

/** A class with one field that has a constant, and another text. */
function classFile(name: string, value: string, other: string | Buffer = 'other'): Buffer {
  const pool = [
    utf8(name),
    utf8('Ljava/lang/String;'),
    utf8('ConstantValue'),
    utf8(value),
    string(4),
    utf8(other),
    string(6),
  ]
  const field = Buffer.concat([u2(0x18), u2(1), u2(2), u2(1), u2(3), u4(2), u2(5)])
  return Buffer.concat([
    Buffer.from('cafebabe00000034', 'hex'),
    u2(pool.length + 1),
    ...pool,
    Buffer.alloc(8),
    u2(1),
    field,
    Buffer.alloc(4),
  ])
}

const found = (bytes: Buffer) =>
  scanFile(bytes, { path }).candidates.map(({ key, secret: value, via }) => [key, value, via?.join(' > ')])

describe('a Java class', () => {
  it('a constant with its name', () => {
    expect(found(classFile('DB_PASSWORD', password('a')))).toEqual([['DB_PASSWORD', password('a'), 'class']])
  })

  it('a text whose length looks like a part of it, and one with quotes', () => {
    expect(found(classFile('x', 'y', secret))).toEqual([[undefined, secret, 'class']])
    expect(found(classFile('x', `{"token": "${secret}"}`))).toEqual([['token', secret, 'class']])
  })

  it('modified UTF-8 becomes text', () => {
    const text = Buffer.concat([Buffer.from(`${secret} `), Buffer.from('c080eda080edb080', 'hex')])
    expect(found(classFile('x', 'y', text))).toEqual([[undefined, secret, 'class']])
  })

  it('alone, in a jar, and in a jar that is compressed again', () => {
    const bytes = classFile('TOKEN', secret)
    const jar = writeZip([{ name: 'a/Conf.class', data: bytes }])
    expect(placesOf(secret, bytes)).toEqual(['class > line 1'])
    expect(placesOf(secret, jar)).toEqual(['zip:a/Conf.class > class > line 1'])
    expect(placesOf(secret, gzipSync(jar))).toEqual(['gzip > zip:a/Conf.class > class > line 1'])
  })

  it('is opened where no further archive is', () => {
    const jar = writeZip([{ name: 'a.class', data: classFile('DB_PASSWORD', password('g')) }])
    expect(scanFile(jar, { limits: { depth: 1 } })).toMatchObject({
      candidates: [{ via: ['zip:a.class', 'class'], key: 'DB_PASSWORD' }],
      gaps: [],
    })
    expect(scanFile(jar, { limits: { depth: 0 } }).gaps).toEqual([])
    const nested = writeZip([{ name: 'a.jar', data: jar }])
    expect(scanFile(nested, { limits: { depth: 1 } }).gaps.map(({ kind }) => kind)).toEqual(['limit'])
  })

  it.runIf(has('javac'))('as javac compiles it: fields, setters, names beside values, annotations', () => {
    const cwd = folder()
    const [field, set, put, noted] = ['b', 'c', 'd', 'e'].map(password)
    writeFileSync(
      join(cwd, 'Conf.java'),
      `@interface Login { String user(); String password(); }
       @Login(user = "u", password = "${noted}")
       public class Conf {
         static String smtpPassword = "${field}";
         String token = "${secret}";
         void setPassword(String text) {}
         void f(java.util.Properties all) { setPassword("${set}"); all.put("db.password", "${put}"); }
       }`,
    )
    run(cwd, 'javac', ['Conf.java'])
    const all = found(readFileSync(join(cwd, 'Conf.class')))
    expect(all).toEqual(
      expect.arrayContaining([
        ['token', secret, 'class'],
        ['smtpPassword', field, 'class'],
        ['setPassword', set, 'class'],
        ['db.password', put, 'class'],
        ['password', noted, 'class'],
      ]),
    )
    expect(all).toHaveLength(5)
  })

  it('a Mach-O file of two architectures, which begins alike, is none', () => {
    const bytes = Buffer.concat([Buffer.from('cafebabe00000002', 'hex'), Buffer.alloc(100)])
    expect(scanFile(bytes)).toEqual({ candidates: [], gaps: [] })
  })

  it('malformed: a gap', () => {
    const bytes = classFile('a', 'b')
    bytes[10] = 99
    expect(scanFile(bytes).gaps).toEqual([{ kind: 'unopened', reason: 'the class file is malformed', via: [] }])
  })

  it('damaged or cut anywhere: never throws', () => {
    const whole = classFile('TOKEN', secret, password('f'))
    fc.assert(
      fc.property(
        fc.nat(whole.length - 11),
        fc.uint8Array({ minLength: 1, maxLength: 4 }),
        fc.boolean(),
        (at, by, isCut) => {
          const copy = Buffer.from(whole)
          copy.set(by.subarray(0, copy.length - at - 10), at + 10)
          scanFile(isCut ? copy.subarray(0, at + 10) : copy)
        },
      ),
      { numRuns: 400 },
    )
  })
})
