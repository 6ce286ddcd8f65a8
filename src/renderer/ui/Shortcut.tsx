import { keyNames } from '../lib/keys.ts'

/** A shortcut as keys, such as `Mod+Shift+F`. */
export function Shortcut({ keys }: { keys: string }) {
  return (
    <span className="shortcut">
      {keyNames(keys).map((name) => (
        <kbd key={name}>{name}</kbd>
      ))}
    </span>
  )
}
