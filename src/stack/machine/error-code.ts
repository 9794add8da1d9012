/** The code of a system's or a database's error (`ENOENT`, `42P01`); undefined for any other thrown value. */
export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
}
