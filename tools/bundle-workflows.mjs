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

// The text of the sources, which no stack trace needs, is a half of the bundle; each thread of a worker holds it.
const withoutSources = (code) =>
  code.replace(/(?<=\/\/# sourceMappingURL=data:application\/json;charset=utf-8;base64,)\S+/, (map) => {
    const { sourcesContent: _, ...rest } = JSON.parse(Buffer.from(map, 'base64').toString())
    return Buffer.from(JSON.stringify(rest)).toString('base64')
  })

const { code } = await bundleWorkflowCode({
  workflowsPath: fileURLToPath(new URL('../dist/workflows/index.js', import.meta.url)),
  logger: { trace() {}, debug() {}, info() {}, log() {}, warn: console.warn, error: console.error },
})
await writeFile(new URL('../dist/workflow-bundle.cjs', import.meta.url), withoutSources(code))
