import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { messageOf, UserError } from '../../src/errors.js'

/** A number that the answer writes with a decimal point: 25.0 says that its column may hold 25.5, too. */
export class Decimal {
  constructor(readonly value: number) {}
}

/** A value of a recorded answer that can be a cell. */
export type Value = string | number | boolean | null | Decimal

/** Any value of a recorded answer. */
export type Json = Value | readonly Json[] | { readonly [key: string]: Json }

/** Strings, and numbers with a decimal point or an exponent. */
const STRING_OR_DECIMAL = /"(?:\\.|[^"\\])*"|-?\d+(?:\.\d+)?[eE][+-]?\d+|-?\d+\.\d+/g
/** How a decimal is written for JSON.parse, which would give 25 for 25.0. */
const MARK = ' decimal '

/** A recorded answer, gzipped or not. Throws a UserError where it is none. */
export function readAnswer(path: string): Json {
  try {
    const bytes = readFileSync(path)
    return parseAnswer((bytes[0] === 0x1f ? gunzipSync(bytes) : bytes).toString('utf8'))
  } catch (error) {
    throw new UserError(`${path} is not a recorded answer: ${messageOf(error)}.`, 2)
  }
}

export function parseAnswer(text: string): Json {
  const marked = text.replace(STRING_OR_DECIMAL, (found) =>
    found.startsWith('"') ? found : `"${MARK}${found}"`,
  )
  const parsed: Json = JSON.parse(marked, (_key, value: unknown) =>
    typeof value === 'string' && value.startsWith(MARK)
      ? new Decimal(Number(value.slice(MARK.length)))
      : value,
  )
  return parsed
}

export const isValue = (json: Json): json is Value =>
  json === null || typeof json !== 'object' || json instanceof Decimal

export const isList = (json: Json | undefined): json is readonly Json[] => Array.isArray(json)

/** A member of an object; undefined where there is none. */
export function member(json: Json | undefined, key: string): Json | undefined {
  if (json === undefined || isValue(json) || isList(json) || !Object.hasOwn(json, key)) return undefined
  return json[key]
}

/** The members of an object; none for anything else. */
export function members(json: Json | undefined): readonly (readonly [string, Json])[] {
  return json === undefined || isValue(json) || isList(json) ? [] : Object.entries(json)
}

/** Values alone: the number of a decimal. */
export const plain = (value: Value): string | number | boolean | null =>
  value instanceof Decimal ? value.value : value

/** A value as text; '' where there is none. */
export const asText = (json: Json | undefined): string =>
  json === undefined ? '' : isValue(json) ? String(plain(json) ?? '') : JSON.stringify(json)
