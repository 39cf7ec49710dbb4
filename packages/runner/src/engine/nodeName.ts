/** A name as TensorFlow takes it for a node: a character that it refuses becomes its number. Different names stay different. */
export const nodeName = (name: string): string =>
  name.replace(/[^\w./-]/gu, character => `>${character.codePointAt(0)!.toString(16)}.`)
