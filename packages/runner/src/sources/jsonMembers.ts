/**
 * The members of an object in a valid JSON text, each with its value as it is written there, repetitions included:
 * what JSON.parse drops, such as the second of two equal keys, or that 2.0 is not 2 to Python.
 */
export const jsonMembers = (text: string): readonly (readonly [key: string, value: string])[] => {
  const members: (readonly [string, string])[] = []
  let depth = 0
  let key: string | undefined
  let start = 0
  for (let at = 0; at < text.length; at++) {
    const sign = text[at]
    if (sign === '"') {
      const open = at
      for (at++; text[at] !== '"'; at++) if (text[at] === '\\') at++
      if (depth === 1 && key === undefined) key = JSON.parse(text.slice(open, at + 1))
    } else if (sign === ':' && depth === 1) start = at + 1
    else if (sign === '{' || sign === '[') depth++
    else if (sign === '}' || sign === ']') depth--
    const ends = sign === ',' ? depth === 1 : sign === '}' && depth === 0
    if (ends && key !== undefined) {
      members.push([key, text.slice(start, at).trim()])
      key = undefined
    }
  }
  return members
}
