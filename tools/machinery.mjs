import { readFileSync } from 'node:fs'

/** Types of Prisma as Postgres names them. */
const TYPES = {
  String: 'text',
  Int: 'integer',
  BigInt: 'bigint',
  Float: 'float8',
  Boolean: 'boolean',
  DateTime: 'timestamptz',
  Json: 'jsonb',
  Bytes: 'bytea',
}

/** The tables of a file of models with their keys and columns, as the database has them. */
export function machineryOf(file) {
  return [...readFileSync(file, 'utf8').matchAll(/^model \w+ \{\n([^]*?)^\}/gm)].map(([, body]) => {
    const fields = [...body.matchAll(/^ {2}(\w+) +(\w+)(\[\])?(\?)?(.*)$/gm)]
      .filter(([, , type]) => type in TYPES)
      .map(([, field, type, list = '', optional, rest]) => ({
        field,
        isKey: / @id\b/.test(rest),
        name: /@map\("(\w+)"\)/.exec(rest)?.[1] ?? field,
        type: TYPES[type] + list,
        nullable: optional === '?',
      }))
    const together = /@@id\(\[(.+?)\]\)/.exec(body)?.[1].split(', ')
    const key = fields
      .filter(({ field, isKey }) => together?.includes(field) ?? isKey)
      .map(({ name }) => name)
    const columns = fields.map(({ name, type, nullable }) => ({ name, type, nullable }))
    return { name: /@@map\("(\w+)"\)/.exec(body)?.[1], key, columns }
  })
}
