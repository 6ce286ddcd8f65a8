/** A pattern for `LIKE … ESCAPE '\'` that finds a text anywhere, whatever signs are in it. */
export function containing(text: string): string {
  return `%${text.trim().replace(/[\\%_]/g, '\\$&')}%`
}
