import { homedir } from 'node:os'

/**
 * The user's folder: HOME, otherwise as passwd has it. A container's user may have neither; the root folder then, as
 * container engines set it: nothing can be written there, and whoever tries says so.
 */
export function homeFolder(): string {
  try {
    return homedir()
  } catch {
    return '/'
  }
}
