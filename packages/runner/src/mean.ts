/** The mean of numbers of which one at least is there. */
export const mean = (values: readonly number[]): number => values.reduce((sum, each) => sum + each, 0) / values.length
