/** The first `to` numbers of every row of `[rows, width]`; rows that are no longer stay as they are. Source: truncate_embeddings. */
export const truncateEmbeddings = (embeddings: Float32Array, width: number, to: number = width): Float32Array => {
  if (to >= width) return embeddings
  const rows = embeddings.length / width
  const cut = new Float32Array(rows * to)
  for (let row = 0; row < rows; row++) cut.set(embeddings.subarray(row * width, row * width + to), row * to)
  return cut
}
