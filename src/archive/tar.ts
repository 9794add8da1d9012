/** The part of the tar format (ustar) that an archive needs: plain files, one after the other. */

/** Tar counts in blocks of this size, bytes. */
export const BLOCK = 512

/** Fields of a header: first byte and length. */
const NAME = [0, 100] as const
const SIZE = [124, 12] as const
const CHECKSUM = [148, 8] as const

/** The header of a file. `name` has at most 100 characters, `time` is in milliseconds since 1970. */
export function tarHeader(name: string, size: number, time: number): Buffer {
  const header = Buffer.alloc(BLOCK)
  const octal = (value: number, [at, length]: readonly [number, number]): void =>
    void header.write(value.toString(8).padStart(length - 1, '0'), at, 'latin1')
  header.write(name, NAME[0], 'latin1')
  octal(0o644, [100, 8])
  octal(0, [108, 8])
  octal(0, [116, 8])
  octal(size, SIZE)
  octal(Math.floor(time / 1000), [136, 12])
  header.write('0', 156, 'latin1')
  header.write('ustar\u000000', 257, 'latin1')
  header.write(`${checksum(header).toString(8).padStart(6, '0')}\u0000 `, CHECKSUM[0], 'latin1')
  return header
}

/** Name and size of the file that a header begins; undefined for a block that is no header, or a damaged one. */
export function readTarHeader(header: Buffer): { readonly name: string; readonly size: number } | undefined {
  const field = ([at, length]: readonly [number, number]): string =>
    header.toString('latin1', at, at + length).replace(/\0[^]*$/, '')
  const [name, size, sum] = [field(NAME), field(SIZE), field(CHECKSUM)]
  if (!/^[0-7]{11}$/.test(size) || !/^[0-7]{6}$/.test(sum)) return undefined
  // Byte for byte: a header that says the same in another way is not one that was written here.
  const same = tarHeader(name, Number.parseInt(size, 8), timeOf(header)).equals(header)
  return same ? { name, size: Number.parseInt(size, 8) } : undefined
}

const timeOf = (header: Buffer): number => Number.parseInt(header.toString('latin1', 136, 147), 8) * 1000 || 0

/** Sum of the header's bytes, with spaces in the place of the sum itself. */
function checksum(header: Buffer): number {
  let sum = 0
  for (const [at, byte] of header.entries())
    sum += at >= CHECKSUM[0] && at < CHECKSUM[0] + CHECKSUM[1] ? 0x20 : byte
  return sum
}

/** Zeros that fill a file's last block. */
export const paddingOf = (size: number): number => (BLOCK - (size % BLOCK)) % BLOCK
