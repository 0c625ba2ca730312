import { inflateSync } from 'node:zlib'

/** How many rows of a PNG differ from the others: a blank one has one or two. */
export function distinctRows(png: Buffer): number {
  const parts: Buffer[] = []
  let [width, bytes] = [0, 0]
  for (let at = 8; at < png.length;) {
    const length = png.readUInt32BE(at)
    const type = png.toString('latin1', at + 4, at + 8)
    const data = png.subarray(at + 8, at + 8 + length)
    if (type === 'IHDR') {
      width = data.readUInt32BE(0)
      bytes = data[9] === 6 ? 4 : 3
    }
    if (type === 'IDAT') parts.push(data)
    at += length + 12
  }
  const raw = inflateSync(Buffer.concat(parts))
  const row = width * bytes + 1
  const rows = new Set<string>()
  for (let at = 0; at + row <= raw.length; at += row) rows.add(raw.toString('latin1', at, at + row))
  return rows.size
}
