export { datasetSync } from './dataset-sync.js'
export { scheduledSync } from './scheduled-sync.js'
export { seasonSync } from './season-sync.js'
export { seasonsSync } from './seasons-sync.js'
