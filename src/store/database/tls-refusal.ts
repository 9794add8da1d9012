/** What to check, by the error that ends a TLS connection: Node's codes, OpenSSL's, and the words of node-postgres and Postgres. */
const REFUSALS: readonly (readonly [RegExp, string])[] = [
  [
    /^ERR_TLS_CERT_ALTNAME_INVALID$/,
    'has a certificate for another host name, which sslmode=verify-full refuses; check the host in DATABASE_URL',
  ],
  [/^CERT_(?:HAS_EXPIRED|NOT_YET_VALID)$/, 'has a certificate that is not valid now'],
  [
    /^(?:SELF_SIGNED_CERT_IN_CHAIN|DEPTH_ZERO_SELF_SIGNED_CERT|UNABLE_TO_\w+|CERT_\w+)$/,
    'has a certificate that is not signed by the authority of sslrootcert; check that file',
  ],
  [/does not support SSL/, 'offers no TLS, which the sslmode of DATABASE_URL asks for; check either'],
  [
    /client certificate|unknown ca|certificate required/i,
    'does not accept the client certificate; check sslcert and sslkey',
  ],
  [/^ERR_(?:OSSL|SSL)_/, 'cannot be reached by TLS; check sslcert, sslkey and sslrootcert'],
]

/** What is wrong with TLS, as words that follow the server's name; undefined: the error is another. */
export function postgresTlsRefusal(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined
  const code = 'code' in error ? String(error.code) : ''
  return REFUSALS.find(([says]) => says.test(code) || says.test(error.message))?.[1]
}
