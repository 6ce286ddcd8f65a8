import type { Mask, Picture } from '../../../shared/cards.ts'

export const maskPlace = (mask: Mask) => ({
  left: `${mask.x * 100}%`,
  top: `${mask.y * 100}%`,
  width: `${mask.width * 100}%`,
  height: `${mask.height * 100}%`
})

/** A picture with its parts hidden; the one that is asked stands out, and opens with the answer. */
export function PictureFace(props: { picture: Picture; asked: number; shown: boolean; alt: string }) {
  return (
    // Places in a picture do not turn round with the direction of writing.
    <div className="face-picture" dir="ltr">
      <img src={`asset://image/${props.picture.hash}`} alt={props.alt} />
      {props.picture.masks.map((mask, index) => (
        <span
          // biome-ignore lint/suspicious/noArrayIndexKey: two hidden parts may be alike
          key={index}
          className="mask"
          data-asked={mask.ordinal === props.asked || undefined}
          data-shown={(mask.ordinal === props.asked && props.shown) || undefined}
          style={maskPlace(mask)}
        />
      ))}
    </div>
  )
}
