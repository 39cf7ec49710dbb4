/** How parts of a text stand out: by colour on a terminal, elsewhere not at all. */
export interface Paint {
  readonly bold: (text: string) => string
  readonly dim: (text: string) => string
  readonly warning: (text: string) => string
  /** What is wrong, and what is there no longer. */
  readonly wrong: (text: string) => string
  /** What is right, and what is new. */
  readonly right: (text: string) => string
}

const styled = (from: number, to: number) => (text: string) => `\x1b[${from}m${text}\x1b[${to}m`
const asItIs = (text: string) => text

export const coloured: Paint = {
  bold: styled(1, 22),
  dim: styled(2, 22),
  warning: styled(33, 39),
  wrong: styled(31, 39),
  right: styled(32, 39),
}
export const plain: Paint = { bold: asItIs, dim: asItIs, warning: asItIs, wrong: asItIs, right: asItIs }

/** Colours only for people who look at a terminal and have not asked for none: https://no-color.org */
export const paintFor = (isTerminal: boolean, noColor: string | undefined): Paint =>
  isTerminal && !noColor ? coloured : plain
