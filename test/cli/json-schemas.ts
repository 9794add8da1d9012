import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv } from 'ajv'
import { z } from 'zod'
import { OUTPUTS_OF } from '../../src/cli/json-outputs.js'
import { packageRoot } from '../../src/version.js'

const text = readFileSync(join(packageRoot, 'docs/json-output.schema.json'), 'utf8')
const schema = z.looseObject({ properties: z.record(z.string(), z.unknown()) }).parse(JSON.parse(text))

// Formats of strings are not checked: 'date-time' is what Date prints.
const ajv = new Ajv({ strict: false, validateFormats: false }).addSchema(schema, 'outputs')

/** The kinds of output of a command by its words: 'schedule list' before 'schedule'. */
const kindsOf = ([first = '', second = '']: readonly string[]): readonly string[] | undefined =>
  OUTPUTS_OF[`${first} ${second}`] ?? OUTPUTS_OF[first]

/** The kinds of output that have a schema. */
export const KINDS = Object.keys(schema.properties)

/** Why what a command printed with --json is of none of its kinds; undefined if it is. */
export function schemaProblem(args: readonly string[], value: unknown): string | undefined {
  const kinds = kindsOf(args)
  if (kinds === undefined) return `the command ${args.join(' ')} has no kind of output`
  if (kinds.length === 0) return undefined // the rows of a query
  const problems: string[] = []
  for (const kind of [...kinds, 'error']) {
    const validate = ajv.getSchema(`outputs#/properties/${kind}`)
    if (validate === undefined) return `there is no schema of ${kind}`
    if (validate(value) === true) return undefined
    problems.push(`${kind}: ${ajv.errorsText(validate.errors?.slice(0, 3))}`)
  }
  return problems.join('\n')
}
