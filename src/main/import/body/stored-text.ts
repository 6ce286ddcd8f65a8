/** What stands for a character in stored HTML: `storedText` writes these and no others. */
const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  // An HTML parser would make a line feed of it.
  '\r': '&#13;'
}
const characters = new Map(Object.entries(entities).map(([character, entity]) => [entity, character]))

/** A text as it stands in stored HTML, between tags as in attributes. */
export function storedText(text: string): string {
  return text.replace(/[&<>"\r]/g, (character) => entities[character] ?? '')
}

/**
 * The text that stored HTML stands for: the inverse of `storedText`.
 * @param foreign answers for what that never writes; without it, it is left as it is
 */
export function textFromStored(stored: string, foreign = (entity: string) => entity): string {
  return stored.replace(/&[^;&]{0,9};?/g, (entity) => characters.get(entity) ?? foreign(entity))
}
