// Writes docs/json-output.schema.json, a JSON schema of all that --json prints, from the types of src/cli/json-outputs.ts,
// and docs/json-output.md, which tells the commands; into another folder if one is given.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { format } from 'prettier'
import tjs from 'typescript-json-schema'
import { OUTPUTS_OF } from '../dist/cli/json-outputs.js'

const folder = process.argv[2] ?? fileURLToPath(new URL('../docs/', import.meta.url))
const path = (name) => fileURLToPath(new URL(`../${name}`, import.meta.url))
console.debug = console.log = console.warn = console.error = () => {} // a line for each value that is no literal
const program = tjs.getProgramFromFiles([path('src/cli/json-outputs.ts')], {
  target: 'es2023',
  module: 'nodenext',
  moduleResolution: 'nodenext',
  strict: true,
  skipLibCheck: true,
})
const schema = tjs.generateSchema(program, 'JsonOutputs', {
  required: true,
  noExtraProps: true,
  strictNullChecks: true,
  ignoreErrors: true,
})
schema.description = 'All that --json prints, by kind.'

// The generator names a definition after the file of its type, and one without a name after its whole text.
const long = Object.entries(schema.definitions).toSorted(([a], [b]) => (a < b ? -1 : 1))
const NAMED = /^(?:import\("(?:.*\/)?([\w-]+)",.*\)\.)?(\w+)$/
const names = new Map()
for (const [text, definition] of long) {
  const [, file = '', type] = NAMED.exec(text) ?? []
  if (type === undefined) continue
  const another = [...names].some(
    ([other, name]) =>
      name === type && JSON.stringify(schema.definitions[other]) !== JSON.stringify(definition),
  )
  const place = file.replace(/^\w|-\w/g, (c) => c.at(-1).toUpperCase())
  names.set(text, another ? `${type}Of${place}` : type)
}
const named = (value) => {
  if (Array.isArray(value)) return value.map(named)
  if (typeof value !== 'object' || value === null) return value
  // The generator sees no member of a Readonly<Record<string, …>>: its names are data.
  if (value.type === 'object' && value.properties === undefined) {
    const { additionalProperties: _none, ...open } = value
    return open
  }
  if (value.$ref === undefined)
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, named(each)]))
  const text = decodeURIComponent(value.$ref.slice('#/definitions/'.length))
  const { $ref: _ref, ...rest } = value
  return names.has(text)
    ? { ...rest, $ref: `#/definitions/${names.get(text)}` }
    : { ...named(schema.definitions[text]), ...rest }
}
const definitions = Object.fromEntries(
  long.flatMap(([text, definition]) => (names.has(text) ? [[names.get(text), named(definition)]] : [])),
)
const { definitions: _long, ...outputs } = schema
const write = async (file, text, parser) =>
  writeFileSync(join(folder, file), await format(text, { parser, printWidth: 110 }))
const FILE = 'json-output.schema.json'
await write(FILE, JSON.stringify({ ...named(outputs), definitions }), 'json')

const lines = Object.entries(OUTPUTS_OF).map(
  ([command, kinds]) =>
    `| \`${command}\` | ${kinds.map((kind) => `\`${kind}\``).join(', ') || 'rows: objects by column'} |`,
)
await write(
  'json-output.md',
  `<!-- written by npm run json-schemas -->
# What --json prints

[${FILE}](${FILE}) has a JSON schema (draft 7) for each kind of output, below
\`properties\`. Members may be added in a version; none goes, and none changes its meaning, without a new major version. A
command that fails prints \`error\`, with its exit code. Times are ISO 8601 in UTC.

| command | one of |
| --- | --- |
${lines.join('\n')}
`,
  'markdown',
)
