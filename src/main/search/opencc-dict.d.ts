/** OpenCC's traditional characters with their simplified ones: `traditional simplified …`, joined by `|`. */
declare module 'opencc-js/dict/TSCharacters' {
  const pairs: string
  export default pairs
}
