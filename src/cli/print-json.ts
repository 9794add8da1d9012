import { escapeControls } from '../text/escape-controls.js'
import type { JsonOutputs } from './json-outputs.js'

/** Prints an output of a known kind as a JSON document; characters that a terminal might act on are escaped. */
export const printJson = <K extends keyof JsonOutputs>(_kind: K, value: JsonOutputs[K]): void =>
  void process.stdout.write(`${escapeControls(JSON.stringify(value, null, 2))}\n`)
