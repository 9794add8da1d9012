import { createHash } from 'node:crypto'
import type { CellType } from './cells.js'
import { objectReader, Refusal } from './reader.js'

/** Whole numbers that a body may have in a cell of its own: bounds of counts, minutes, years and ids are among them. */
const NUMBERS = [
  Array.from({ length: 33 }, (_, i) => i - 1),
  [48, 60, 75, 99, 100, 101, 400, 720, 1_000, 1_001, 1_899, 1_900, 2_018, 2_200, 2_201, 32_767, 32_768],
  [-2_147_483_649, -2_147_483_648, -100, 2_147_483_647, 2_147_483_648, 1_610_612_737],
  [Number.MAX_SAFE_INTEGER, 2 ** 53, -27.6, -0.5, 0.25, 0.5, 1.5, 999.5, 1_000.5, 1e300],
].flat()

/** Texts in all forms that the API has, and some that it should not have. */
const TEXTS = [
  ['', ' ', 'a', ' A b ', 'A\u0007b', 'Dončić', 'null', 'true', 'Y', 'N', 'y', 'W', '0', '1', '12', ' 12 '],
  [
    '-3',
    '+3',
    '2.5',
    '220.40',
    '-0.5',
    '.5',
    '1e3',
    '1,230',
    '50%',
    '2018',
    '1899',
    '99999999999',
    '1610612737',
  ],
  ['0021800001', '21800001', '00218000011', '34:30', '265.0:00', '2:51', '12345:00', '34:3', '0:00'],
  ['PT11M40.00S', 'PT00M.50S', 'PT19M09.00S', 'PT11M', 'PT11M40S'],
  ['2018-10-16', '2018-10-16T00:00:00', '2018-10-16T00:00:00Z', '2018-02-30', '0000-01-01', '20181016'],
  ['10/16/2018', '10/16/2018 00:00:00', 'OCT 16, 2018', 'Oct 16, 2018', 'XYZ 16, 2018'],
].flat()

/** Values of a cell, as JSON has them. */
const VALUES: readonly unknown[] = [null, true, false, ...NUMBERS, ...TEXTS, [], [1], {}, { value: 1 }]

const known = new WeakMap<CellType, string>()

/**
 * A hash of what a cell type makes of a fixed list of values. Another text of its code, which reads the same, changes
 * nothing; one that reads a value of the list in another way, or refuses it, does.
 */
export function readingOf(type: CellType): string {
  const hash = known.get(type) ?? computed(type)
  known.set(type, hash)
  return hash
}

function computed(type: CellType): string {
  const read = objectReader({ cell: { from: 'value', type } })
  const cells = VALUES.map((value) => {
    const row = read({ value })
    return row instanceof Refusal ? REFUSED : [row.cell]
  })
  return createHash('sha256')
    .update(JSON.stringify([type.column, cells]))
    .digest('hex')
}

const REFUSED = 'refused'
