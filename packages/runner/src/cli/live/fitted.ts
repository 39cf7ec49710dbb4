import stringWidth from 'string-width'

const graphemes = new Intl.Segmenter()

/** The columns that a text without styles takes in a terminal. */
export const columnsOf = (text: string): number => stringWidth(text)

/** A text in so many columns: what is longer ends in an ellipsis. No character is cut in two, however many columns it takes. */
export const cutTo = (text: string, width: number): string => {
  if (columnsOf(text) <= width) return text
  if (width < 1) return ''
  let kept = ''
  let taken = 0
  for (const { segment } of graphemes.segment(text)) {
    taken += columnsOf(segment)
    if (taken > width - 1) break
    kept += segment
  }
  return `${kept}…`
}

/** The same, filled up with blanks. */
export const fitted = (text: string, width: number): string => {
  const cut = cutTo(text, width)
  return cut + ' '.repeat(Math.max(0, width - columnsOf(cut)))
}
