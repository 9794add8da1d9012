/** Parameters of an address that are secret. */
export const SECRET_PARAMETERS = ['password', 'sslpassword']

/** The address of a database with `***` for its password: it shows where the database is, not how to get in. */
export function maskPassword(databaseUrl: string): string {
  const url = new URL(databaseUrl)
  if (url.host === '') return `${url.protocol}//***` // the parts of such an address cannot be told apart
  if (url.password !== '') url.password = '***'
  for (const name of SECRET_PARAMETERS) if (url.searchParams.has(name)) url.searchParams.set(name, '***')
  return url.href
}

/** The addresses of a list, each with `***` for its password. */
export const maskPasswords = (text: string): string =>
  text.replace(/\b([a-z][a-z\d+.-]*:\/\/[^\s:/@,]*):[^\s@,]*@/gi, '$1:***@')
