/** `dev.spearman_cosine 0.8012, dev.pearson_cosine 0.7954` */
export const metricsText = (metrics: Readonly<Record<string, number>>): string =>
  Object.entries(metrics)
    .map(([name, value]) => `${name} ${value.toFixed(4)}`)
    .join(', ')
