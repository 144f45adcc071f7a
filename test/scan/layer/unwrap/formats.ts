/** Archives and programs of one file or text, written byte by byte. */

/** UTF-32, the highest byte first. */
export function wide(content: Buffer): Buffer {
  const bytes = Buffer.alloc(4 * content.length)
  for (const [i, byte] of content.entries()) bytes.writeUInt32BE(byte, 4 * i)
  return bytes
}

/** A member of an `ar` archive (ar(5)). */
export function arMember(name: string, content: Buffer): Buffer {
  const fields = `${name.padEnd(16)}${'0'.padEnd(12)}${'0'.padEnd(6)}${'0'.padEnd(6)}${'100644'.padEnd(8)}`
  const header = Buffer.from(`${fields}${`${content.length}`.padEnd(10)}\`\n`)
  return Buffer.concat([header, content, Buffer.alloc(content.length % 2, '\n')])
}

/** A cpio archive of the newc format (cpio(5)). */
export function cpioOf(path: string, content: Buffer): Buffer {
  const entry = (name: string, body: Buffer) => {
    const numbers = [1, 0o100644, 0, 0, 1, 0, body.length, 0, 0, 0, 0, name.length + 1, 0]
    const header = `070701${numbers.map((number) => number.toString(16).padStart(8, '0')).join('')}${name}\0`
    return Buffer.concat([padded(Buffer.from(header)), padded(body)])
  }
  return Buffer.concat([entry(path, content), entry('TRAILER!!!', Buffer.alloc(0))])
}

function padded(bytes: Buffer): Buffer {
  return Buffer.concat([bytes, Buffer.alloc((4 - (bytes.length % 4)) % 4)])
}

/** An RPM package whose headers tell nothing (https://rpm-software-management.github.io/rpm/manual/format_v4.html). */
export function rpmOf(payload: Buffer): Buffer {
  const lead = Buffer.alloc(96)
  lead.writeUInt32BE(0xedabeedb, 0)
  const header = Buffer.alloc(16)
  header.writeUInt32BE(0x8eade801, 0)
  return Buffer.concat([lead, header, header, payload])
}

/** A Java class with one string (Java Virtual Machine Specification, section 4). */
export function javaClass(text: Buffer): Buffer {
  const utf8 = (content: Buffer) => {
    const head = Buffer.from([1, 0, 0])
    head.writeUInt16BE(content.length, 1)
    return Buffer.concat([head, content])
  }
  return Buffer.concat([
    Buffer.from('cafebabe000000340005', 'hex'),
    ...[utf8(text), Buffer.from([8, 0, 1]), utf8(Buffer.from('A')), Buffer.from([7, 0, 3])],
    // Public, of class 4; no interfaces, fields, methods or attributes.
    Buffer.from('0001000400000000000000000000', 'hex'),
  ])
}

/** What Python 2.7 compiles a text alone to (Python/marshal.c). */
export function pythonCode(text: Buffer): Buffer {
  const marshalled = (type: string, content: Buffer) => {
    const head = Buffer.from(`${type}....`)
    head.writeUInt32LE(content.length, 1)
    return Buffer.concat([head, content])
  }
  const none = marshalled('(', Buffer.alloc(0))
  const name = marshalled('s', Buffer.from('a'))
  return Buffer.concat([
    Buffer.from('03f30d0a00000000', 'hex'),
    ...[Buffer.from('c'), Buffer.alloc(16), marshalled('s', Buffer.alloc(0))],
    ...[Buffer.from('(\x01\0\0\0'), marshalled('s', text), none, none, none, none, name, name],
    ...[Buffer.alloc(4), marshalled('s', Buffer.alloc(0))],
  ])
}
