/** `2.0e-5`, `0` */
export const learningRateText = (rate: number): string => (rate === 0 ? '0' : rate.toExponential(1))
