/** Placeholder for a number that JSON can express and JavaScript cannot, until the body is text. */
const literal = (json: string): string => `@json:${json}@`

/** Replaces the placeholders with their numbers. */
export const withLiterals = (json: string): string => json.replaceAll(/"@json:([^@]*)@"/g, '$1')

function nested(levels: number): unknown {
  let value: unknown = 1
  for (let level = 0; level < levels; level++) value = [value]
  return value
}

/** Values that a broken or malicious answer may have in a cell. */
export const HOSTILE_VALUES: readonly unknown[] = [
  null,
  '',
  `'); drop table players; --`,
  '\\.\n\\N\t1', // ends of COPY's text format
  '${process.exit(1)} {{7*7}} <%= 7 %> `id` $(id)',
  '../../../../etc/passwd',
  '\u001b[2J\u001b]0;owned\u0007',
  '\u001b]8;;http://evil.test\u001b\\click\u001b]8;;\u001b\\', // a terminal hyperlink
  '\u009b2J\u009d0;owned\u009c', // the same in one byte for each introducer
  '\u202egnp.exe\u2066\u2069\u200b', // right-to-left and zero-width characters
  'a\u0000b',
  'a\ud800b\udc00', // halves of surrogate pairs
  'x'.repeat(20_000),
  literal('1e400'),
  literal('9223372036854775808'), // 2^63
  literal('123456789012345678901234567890'),
  '123456789012345678901234567890',
  literal('-0'),
  -1,
  1.5,
  literal('5e-324'),
  1e300,
  'NaN',
  true,
  nested(100),
  JSON.parse('{"__proto__": {"polluted": true}, "constructor": {"prototype": 1}}'),
  '0000-01-01',
  '9999-12-31',
]

/** 2^31 is too large for a count but a valid id, so it is not tried in id fields. */
const TOO_LARGE = 2_147_483_648

/** The hostile value for a field of this name, a different one in each turn. */
export function hostileValue(turn: number, name: string): unknown {
  const values = /id$/i.test(name) && !/action/i.test(name) ? HOSTILE_VALUES : [...HOSTILE_VALUES, TOO_LARGE]
  return values[turn % values.length]
}

/** Number of turns after which every field has had every value. */
export const TURNS = HOSTILE_VALUES.length + 1

/** Characters that a terminal acts on, and characters that change the direction or visibility of text. */
// oxlint-disable-next-line no-control-regex -- control characters are what is looked for
export const ACTIVE = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b\u202a-\u202e\u2066-\u2069]/

/** Escape sequences of the program itself: colours, cursor, erased lines, and links to its source. */
export const OWN = new RegExp(
  [
    String.raw`\u001b\[(?:\d{1,3}(?:;\d{1,3})*m|\?25[lh]|\?2026[lh]|[12]?K|\d*[AG])`,
    String.raw`\u001b\]8;;(?:http://127\.0\.0\.1:[\w?=&/:.%-]+)?\u001b\\`,
  ].join('|'),
  'g',
)

/** Characters that never enter a table. */
// oxlint-disable-next-line no-control-regex -- control characters are what is looked for
export const CONTROL = /[\u0000-\u001f\u007f-\u009f]/
