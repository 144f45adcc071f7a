/** JSON values that are nothing like what was expected; every reader must bear each of them, at the top and in each field. */
const hostileValues: unknown[] = [
  null,
  undefined,
  true,
  0,
  -1,
  Number.NaN,
  '',
  'text',
  [],
  [null],
  [[[]]],
  {},
  { length: 5 },
  JSON.parse('{"__proto__": {"digest": "x"}, "constructor": 1, "toString": []}'),
  Array.from({ length: 1000 }, () => ({})),
]

/** Each hostile value by itself, and in place of each of the given fields, alone and in a list. */
export function hostileDocuments(...fields: string[]): unknown[] {
  const inFields = fields.flatMap((field) =>
    hostileValues.flatMap((value) => [{ [field]: value }, { [field]: [value] }]),
  )
  return [...hostileValues, ...inFields, ...inFields.map((document) => [document])]
}
