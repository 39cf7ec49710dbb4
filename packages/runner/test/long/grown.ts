/** How much a series rises from its first x to its last by the line through it whose squared distances are least. */
export const grown = (points: readonly (readonly [x: number, y: number])[]): number => {
  const mean = (numbers: readonly number[]) => numbers.reduce((sum, each) => sum + each, 0) / numbers.length
  const [x, y] = [mean(points.map(([x]) => x)), mean(points.map(([, y]) => y))]
  const together = points.reduce((sum, [a, b]) => sum + (a - x) * (b - y), 0)
  const spread = points.reduce((sum, [a]) => sum + (a - x) ** 2, 0)
  return (together / spread) * (points.at(-1)![0] - points[0]![0])
}
