import type { Settings } from '../../../shared/settings.ts'
import { ReadAloudBar } from './aloud/ReadAloudBar.tsx'
import type { Aloud } from './aloud/use-read-aloud.ts'
import { PrintingBar } from './PrintingBar.tsx'
import { ReturnToLine } from './position/ReturnToLine.tsx'
import type { Whereabouts } from './position/use-whereabouts.ts'
import { TrashBar } from './TrashBar.tsx'
import type { Printing } from './use-printing.ts'
import { PlacingBar } from './versions/PlacingBar.tsx'
import type { Places } from './versions/use-places.ts'

/**
 * The bars at the foot of the page. They lie over each other, so what is only offered gives way to what is being
 * done.
 */
export function WorkBars(props: {
  language: string
  settings: Settings
  aloud: Aloud
  line: Whereabouts['line']
  places: Places
  /** Words are selected that a waiting highlight can be put on. */
  canPut: boolean
  printing: Printing
  inTrash: boolean
  /** It was deleted for good while it was open. */
  isGone: boolean
  onRestore(): void
}) {
  const { aloud, line, places, printing, inTrash, isGone } = props
  const { placing } = places
  const working = printing.working || placing !== undefined
  return (
    <>
      {aloud.open ? <ReadAloudBar aloud={aloud} language={props.language} settings={props.settings} /> : null}
      {line.offered && !working && !aloud.open && !inTrash && !isGone ? (
        <ReturnToLine onReturn={line.goBack} />
      ) : null}
      {placing ? (
        <PlacingBar
          words={placing.was}
          ready={props.canPut}
          onPut={places.putPlacing}
          onCancel={places.stop}
        />
      ) : null}
      {(inTrash || isGone) && !working ? <TrashBar isGone={isGone} onRestore={props.onRestore} /> : null}
      {printing.working ? <PrintingBar onCancel={printing.cancel} /> : null}
    </>
  )
}
