/** Character references can smuggle in what the decoder had taken out. */
export function cleanText(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    .replace(/[\0-\x08\x0b\x0e-\x1f\x7f\ufffe\uffff]/g, '')
}

/** The same on one line. */
export function lineOfText(text: string): string {
  return cleanText(text)
    .replace(/[ \t\n\f\r]+/g, ' ')
    .trim()
}
