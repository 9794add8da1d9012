/** Namespace of the embedded server. Apart from its client, which takes commands that ask no Temporal 0.3 s to load. */
export const EMBEDDED_NAMESPACE = 'default'
