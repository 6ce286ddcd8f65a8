import { titleOf } from '../../lib/formats.ts'

/** Stands above the first highlight of each article, and opens it. */
export function ArticleHeading(props: { title: string; tabIndex: 0 | -1; onOpen(): void }) {
  return (
    <h2 className="group-heading">
      <button type="button" dir="auto" tabIndex={props.tabIndex} onClick={props.onOpen}>
        {titleOf(props)}
      </button>
    </h2>
  )
}
