/**
 * The fields of a protobuf message by number: numbers for varints, bytes for what has a length. Enough for
 * the few messages in Anki's newer packages. https://protobuf.dev/programming-guides/encoding/
 * @throws RangeError when the bytes are no message
 */
export function readMessage(bytes: Uint8Array): Map<number, (number | Uint8Array)[]> {
  const fields = new Map<number, (number | Uint8Array)[]>()
  let at = 0
  const varint = (): number => {
    let value = 0
    for (let shift = 0; shift < 70; shift += 7) {
      const byte = bytes[at++]
      if (byte === undefined) throw new RangeError('The message ends too early')
      value += (byte & 0x7f) * 2 ** shift
      if (byte < 0x80) return value
    }
    throw new RangeError('A number is too long')
  }
  const take = (length: number): Uint8Array => {
    if (at + length > bytes.length) throw new RangeError('The message ends too early')
    at += length
    return bytes.subarray(at - length, at)
  }
  while (at < bytes.length) {
    const tag = varint()
    const number = Math.floor(tag / 8)
    const kind = tag % 8
    const value =
      kind === 0
        ? varint()
        : kind === 2
          ? take(varint())
          : kind === 5
            ? take(4)
            : kind === 1
              ? take(8)
              : undefined
    if (value === undefined) throw new RangeError('An unknown kind of field')
    const known = fields.get(number)
    if (known) known.push(value)
    else fields.set(number, [value])
  }
  return fields
}
