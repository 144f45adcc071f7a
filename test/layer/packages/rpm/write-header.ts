/** A file of a package as its header describes it. `flags`: see `RPMFILE_…` of rpm's `rpmfiles.h`. */
export type RpmFile = { folder: string; name: string; digest: string; flags?: number }

export type RpmPackage = {
  name: string
  vendor?: string
  distribution?: string
  files?: RpmFile[]
  /** OpenPGP's number of the algorithm; left out as old packages do. */
  algorithm?: number
}

type Tag = { tag: number; type: number; count: number; data: Buffer }

const strings = (tag: number, values: string[], type = 8): Tag => {
  return { tag, type, count: values.length, data: Buffer.from(values.map((value) => `${value}\0`).join(''), 'latin1') }
}
const numbers = (tag: number, values: number[]): Tag => {
  const data = Buffer.alloc(values.length * 4)
  for (const [i, value] of values.entries()) data.writeUInt32BE(value, i * 4)
  return { tag, type: 4, count: values.length, data }
}

/** A header as RPM's databases keep it (https://rpm-software-management.github.io/rpm/manual/format_header.html). */
export function rpmHeader({ name, vendor, distribution, files = [], algorithm }: RpmPackage): Buffer {
  const folders = [...new Set(files.map((file) => file.folder))]
  const tags = [
    // The region that the signature covers; its data says nothing to us.
    { tag: 63, type: 7, count: 16, data: Buffer.alloc(16) },
    strings(1000, [name], 6),
    ...(distribution === undefined ? [] : [strings(1010, [distribution], 6)]),
    ...(vendor === undefined ? [] : [strings(1011, [vendor], 6)]),
    strings(
      1035,
      files.map((file) => file.digest),
    ),
    numbers(
      1037,
      files.map((file) => file.flags ?? 0),
    ),
    numbers(
      1116,
      files.map((file) => folders.indexOf(file.folder)),
    ),
    strings(
      1117,
      files.map((file) => file.name),
    ),
    strings(1118, folders),
    ...(algorithm === undefined ? [] : [numbers(5011, [algorithm])]),
  ]
  return headerOf(tags)
}

/** A header of any entries. */
export function headerOf(tags: Tag[]): Buffer {
  const index = Buffer.alloc(8 + 16 * tags.length)
  const pieces: Buffer[] = []
  let length = 0
  for (const [i, { tag, type, count, data }] of tags.entries()) {
    // Numbers of four bytes stand at multiples of four.
    const padding = Buffer.alloc(type === 4 ? (4 - (length % 4)) % 4 : 0)
    for (const [n, value] of [tag, type, length + padding.length, count].entries()) {
      index.writeUInt32BE(value, 8 + 16 * i + 4 * n)
    }
    pieces.push(padding, data)
    length += padding.length + data.length
  }
  index.writeUInt32BE(tags.length, 0)
  index.writeUInt32BE(length, 4)
  return Buffer.concat([index, ...pieces])
}
