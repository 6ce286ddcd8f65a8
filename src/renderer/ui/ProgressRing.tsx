/** Circumference of the ring below, radius 7. */
const ROUND = 2 * Math.PI * 7

/** How far something has come, 0 to 1, as a small ring. Its name is given by what holds it. */
export function ProgressRing({ value }: { value: number }) {
  return (
    <svg className="progress-ring" viewBox="0 0 18 18" width="18" height="18" aria-hidden="true">
      <circle className="progress-ring-ground" cx="9" cy="9" r="7" fill="none" />
      {value > 0 ? (
        <circle
          className="progress-ring-value"
          cx="9"
          cy="9"
          r="7"
          fill="none"
          strokeDasharray={`${Math.max(0.04, value) * ROUND} ${ROUND}`}
          transform="rotate(-90 9 9)"
        />
      ) : null}
    </svg>
  )
}
