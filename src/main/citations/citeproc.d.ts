declare module 'citeproc' {
  /** The part of citeproc-js that Lectern uses; https://citeproc-js.readthedocs.io/ describes it. */
  class Engine {
    constructor(
      sys: { retrieveLocale(tag: string): string; retrieveItem(id: string): unknown },
      style: string,
      language?: string,
      forceLanguage?: boolean
    )
    setOutputFormat(format: 'text' | 'html'): void
    updateItems(ids: readonly string[]): void
    makeCitationCluster(items: readonly { id: string; locator?: string; label?: 'page' }[]): string
    makeBibliography(): false | [{ entry_ids: string[][] }, string[]]
  }
  const CSL: { Engine: typeof Engine }
  export default CSL
}
