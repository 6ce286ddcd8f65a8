import { keyNames } from '../lib/keys.ts'

/**
 * A shortcut as keys, such as `Mod+Shift+F`. It is only seen: what it stands on says it in `aria-keyshortcuts`,
 * and keeps its own name.
 */
export function Shortcut({
  keys,
  spoken = false
}: {
  keys: string /** Where the keys are the text. */
  spoken?: boolean
}) {
  return (
    <span className="shortcut" aria-hidden={!spoken}>
      {keyNames(keys).map((name) => (
        <kbd key={name}>{name}</kbd>
      ))}
    </span>
  )
}
