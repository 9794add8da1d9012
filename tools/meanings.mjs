import { readdirSync, readFileSync } from 'node:fs'

/**
 * What the doc comments of Prisma's models say: by table the text about the table ('') and about those of its columns
 * that have one.
 */
export function meaningsOf(folder) {
  const models = readdirSync(folder)
    .filter((file) => file.endsWith('.prisma'))
    .toSorted()
    .flatMap((file) => [
      ...readFileSync(folder + file, 'utf8').matchAll(/((?:^\/\/\/.*\n)*)^model \w+ \{\n([^]*?)^\}/gm),
    ])
  return Object.fromEntries(
    models.map(([, above, body]) => {
      const table = /@@map\("(\w+)"\)/.exec(body)?.[1]
      return [table, { '': textOf(above), ...columnsOf(body) }]
    }),
  )
}

const textOf = (comment) =>
  comment
    .split('\n')
    .map((line) => line.replace(/^\s*\/\/\/\s?/, ''))
    .join(' ')
    .trim()

const columnsOf = (body) =>
  Object.fromEntries(
    [...body.matchAll(/((?:^ *\/\/\/.*\n)+)^ {2}(\w+) +(\S.*)$/gm)].map(([, comment, name, rest]) => [
      /@map\("(\w+)"\)/.exec(rest)?.[1] ?? name,
      textOf(comment),
    ]),
  )
