/** Words that a program cannot use as a name. */
export const reserved: ReadonlySet<string> = new Set(
  'arguments await break case catch class const continue debugger default delete do else enum eval export extends false finally for function if implements import in instanceof interface let new null package private protected public return static super switch this throw true try typeof var void while with yield undefined NaN Infinity Data Model'.split(
    ' ',
  ),
)

/** A name that a program can use, near to one that it may not be able to: `my model-2` is `myModel2`. */
export const identifier = (name: string, otherwise: string): string => {
  if (/^[A-Za-z_$][\w$]*$/.test(name) && !reserved.has(name)) return name
  const words = name.split(/[^A-Za-z0-9]+/).filter(word => word !== '')
  const camel = words.map((word, i) => (i === 0 ? word.toLowerCase() : word[0]!.toUpperCase() + word.slice(1))).join('')
  return /^[A-Za-z]/.test(camel) && !reserved.has(camel)
    ? camel
    : `my${camel === '' ? otherwise : camel[0]!.toUpperCase()}${camel.slice(1)}`
}
