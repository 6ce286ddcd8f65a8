import { titleOf } from '../../lib/formats.ts'

/** Stands above the first highlight of each article, and opens it. */
export function ArticleHeading(props: { title: string; onOpen(): void }) {
  return (
    <h2 className="group-heading">
      <button type="button" dir="auto" onClick={props.onOpen}>
        {titleOf(props)}
      </button>
    </h2>
  )
}
