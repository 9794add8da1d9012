// Last step of a build: removes stale files of earlier builds and bundles the workflow code once, so that a worker
// starts fast and every worker of a build runs the same code.
import { writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { bundleWorkflowCode } from '@temporalio/worker'
import { removeStale } from './remove-stale.mjs'

removeStale(
  fileURLToPath(new URL('../src', import.meta.url)),
  fileURLToPath(new URL('../dist', import.meta.url)),
)

const { code } = await bundleWorkflowCode({
  workflowsPath: fileURLToPath(new URL('../dist/workflows/index.js', import.meta.url)),
  logger: { trace() {}, debug() {}, info() {}, log() {}, warn: console.warn, error: console.error },
})
await writeFile(new URL('../dist/workflow-bundle.cjs', import.meta.url), code)
