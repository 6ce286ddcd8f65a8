/** The few parts of lunr the benchmark calls; the package brings no types. */
declare module 'lunr' {
  interface Builder {
    ref(name: string): void
    field(name: string, options?: { boost?: number }): void
    add(doc: object): void
  }
  interface LunrIndex {
    search(query: string): { ref: string; score: number }[]
  }
  export default function lunr(config: (builder: Builder) => void): LunrIndex
}
