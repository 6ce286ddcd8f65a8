/**
 * One side of a card by its template: fields, conditional parts, and the front on the back. Filters
 * (`type:`, `hint:`, `furigana:` …) give the field itself. https://docs.ankiweb.net/templates/fields.html
 */
export function renderTemplate(
  template: string,
  fields: ReadonlyMap<string, string>,
  front?: string
): string {
  let text = template
  // From the inside out: a part without another inside it is decided first.
  for (let round = 0; round < 20; round++) {
    const before = text
    text = text.replace(
      /\{\{([#^])([^{}]+)\}\}((?:(?!\{\{[#^/])[\s\S])*)\{\{\/\2\}\}/gu,
      (_whole, sign: string, name: string, part: string) => {
        const filled = (fields.get(name.trim()) ?? '').trim() !== ''
        return filled === (sign === '#') ? part : ''
      }
    )
    if (text === before) break
  }
  return text.replace(/\{\{([^{}#^/][^{}]*)\}\}/gu, (_whole, name: string) => {
    const field = name.split(':').at(-1)!.trim()
    return field === 'FrontSide' ? (front ?? '') : (fields.get(field) ?? '')
  })
}
