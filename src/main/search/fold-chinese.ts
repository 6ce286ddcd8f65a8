import pairs from 'opencc-js/dict/TSCharacters'

let simplified: ReadonlyMap<string, string> | undefined

/**
 * The simplified form of a Chinese character, so that both ways of writing find each other; any other
 * character as it is. Character by character: what several traditional characters became one of cannot be
 * told apart any more, which costs a search little.
 */
export function foldChinese(character: string): string {
  simplified ??= new Map(
    pairs.split('|').map((pair): [string, string] => {
      const [traditional = '', first = traditional] = pair.split(' ')
      return [traditional, first]
    })
  )
  return simplified.get(character) ?? character
}
