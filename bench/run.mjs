// Runs a TypeScript program of this folder, bench/main.ts unless BENCH_PROGRAM names another, by the module loader that
// runs the tests: what it imports of src/ then finds the package's files where they are.
import { fileURLToPath } from 'node:url'
import { createViteServer } from 'vitest/node'

const loader = await createViteServer({
  configFile: false,
  root: fileURLToPath(new URL('..', import.meta.url)),
  appType: 'custom',
  logLevel: 'error',
  server: { middlewareMode: true, watch: null, ws: false },
})
try {
  const program = process.env.BENCH_PROGRAM ?? 'main.ts'
  const { run } = await loader.ssrLoadModule(fileURLToPath(new URL(program, import.meta.url)))
  process.exitCode = await run(process.argv.slice(2))
} finally {
  await loader.close()
}
