export { datasetSync } from './dataset-sync.js'
export { seasonSync } from './season-sync.js'
