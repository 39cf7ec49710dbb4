/** `22,713,216` */
export const countText = (number: number): string => number.toLocaleString('en')

/** `1 step`, `22,713 steps` */
export const countOf = (number: number, one: string): string => `${countText(number)} ${one}${number === 1 ? '' : 's'}`
