/** Texts that are not equal, in the order in which each comes first: the places of all that are equal. */
export const distinct = (texts: readonly string[]): readonly (readonly number[])[] => {
  const places = new Map<string, number[]>()
  for (const [place, text] of texts.entries()) {
    const known = places.get(text)
    if (known === undefined) places.set(text, [place])
    else known.push(place)
  }
  return [...places.values()]
}
