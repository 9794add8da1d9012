import type { Shell } from './shells.js'
import type { Completions, OptionWord, Word } from './words.js'

/** A text as one word of a POSIX shell. */
const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`

const list = (words: readonly string[]): string => quoted(words.join(' '))

/** The patterns of a `case` by which a script follows the words of the line down to the command. */
const steps = (all: readonly Completions[]): string =>
  all
    .filter(({ path }) => path !== '')
    .map(({ path }) => quoted(` ${path}`))
    .join('|')

const withValue = (options: readonly OptionWord[]): readonly (OptionWord & { values: readonly string[] })[] =>
  options.flatMap((option) => (option.values === undefined ? [] : [{ ...option, values: option.values }]))

/** Completes a value by its choices, or by the names of files. */
function bash(all: readonly Completions[]): string {
  const cases = all.map(({ path, commands, values, options }) => {
    const words = [...commands.map(({ word }) => word), ...values, ...options.map(({ word }) => word)]
    const valueCases = withValue(options).map(
      (option) => `        ${option.word}) words=${list(option.values)} ;;`,
    )
    return [
      `    ${quoted(path === '' ? '' : ` ${path}`)})`,
      '      case "$before" in',
      ...valueCases,
      `        *) words=${list(words)} ;;`,
      '      esac ;;',
    ].join('\n')
  })
  return `# bash completion of season-sync
_season_sync() {
  local word="\${COMP_WORDS[COMP_CWORD]}" before="\${COMP_WORDS[COMP_CWORD - 1]}" at='' words='' i
  for ((i = 1; i < COMP_CWORD; i++)); do
    case "$at \${COMP_WORDS[i]}" in
      ${steps(all)}) at="$at \${COMP_WORDS[i]}" ;;
    esac
  done
  case "$at" in
${cases.join('\n')}
  esac
  COMPREPLY=($(compgen -W "$words" -- "$word"))
}
complete -o default -F _season_sync season-sync`
}

function zsh(all: readonly Completions[]): string {
  // `_describe` takes name and meaning with a colon between them.
  const described = (words: readonly Word[]): string =>
    words.map(({ word, means }) => quoted(`${word.replaceAll(':', '\\:')}:${means}`)).join(' ')
  const cases = all.map(({ path, commands, values, options }) => {
    const valueCases = withValue(options).map(
      (option) =>
        `        ${option.word}) ${option.values.length === 0 ? '_files' : `compadd -- ${option.values.map(quoted).join(' ')}`}; return ;;`,
    )
    return [
      `    ${quoted(path === '' ? '' : ` ${path}`)})`,
      ...(valueCases.length === 0 ? [] : ['      case "$before" in', ...valueCases, '      esac']),
      `      found=(${[described(commands), values.map(quoted).join(' ')].join(' ').trim()})`,
      `      options=(${described(options)}) ;;`,
    ].join('\n')
  })
  return `#compdef season-sync
_season_sync() {
  local at='' before="\${words[CURRENT - 1]}" i
  local -a found options
  for ((i = 2; i < CURRENT; i++)); do
    case "$at \${words[i]}" in
      ${steps(all)}) at="$at \${words[i]}" ;;
    esac
  done
  case "$at" in
${cases.join('\n')}
  esac
  _describe 'season-sync' found
  _describe -o 'option' options
}
compdef _season_sync season-sync`
}

function fish(all: readonly Completions[]): string {
  const lines = all.flatMap(({ path, commands, values, options }) => {
    const where = `complete -c season-sync -n ${quoted(`__season_sync_at ${quoted(path)}`)}`
    return [
      ...commands.map(({ word, means }) => `${where} -f -a ${quoted(word)} -d ${quoted(means)}`),
      ...(values.length === 0 ? [] : [`${where} -f -a ${list(values)}`]),
      ...options.map(({ word, letter, means, values: choices }) =>
        [
          `${where} -l ${word.slice(2)}`,
          letter === undefined ? '' : ` -s ${letter}`,
          choices === undefined ? '' : choices.length === 0 ? ' -r' : ` -x -a ${list(choices)}`,
          ` -d ${quoted(means)}`,
        ].join(''),
      ),
    ]
  })
  return `# fish completion of season-sync
function __season_sync_at --argument-names wanted
    set -l at ''
    for word in (commandline -opc)[2..]
        set -l next (string trim -- "$at $word")
        contains -- $next ${all.flatMap(({ path }) => (path === '' ? [] : [quoted(path)])).join(' ')}; and set at $next
    end
    test "$at" = "$wanted"
end
${lines.join('\n')}`
}

/** The script for each shell. */
export const SCRIPTS: Readonly<Record<Shell, (all: readonly Completions[]) => string>> = {
  bash,
  zsh,
  fish,
}
