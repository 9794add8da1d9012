/** Task queue of workflows and of the activities that touch only the database. */
export const QUEUE = 'season-sync'
