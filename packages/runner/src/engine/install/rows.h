// The arithmetic of operations.cc on rows of numbers. Included once for each kind of processor, inside a namespace of its own.

inline float bits(int32_t x) {
  float y;
  __builtin_memcpy(&y, &x, 4);
  return y;
}

// eˣ for x ≤ 0: 2ⁿ · eʳ with |r| ≤ ½ ln 2, eʳ by its series; 0 where float32 has no normal number for it.
inline float exponential(float given) {
  const float x = given < -87.0f ? -87.0f : given;
  const float n = (x * 1.44269504f + 12582912.0f) - 12582912.0f;
  const float r = (x - n * 0.693359375f) + n * 2.12194440e-4f;
  float sum = 1.0f / 5040;
  sum = sum * r + 1.0f / 720;
  sum = sum * r + 1.0f / 120;
  sum = sum * r + 1.0f / 24;
  sum = sum * r + 1.0f / 6;
  sum = sum * r + 0.5f;
  sum = sum * r + 1.0f;
  sum = sum * r + 1.0f;
  return given < -87.0f ? 0.0f : sum * bits(((int32_t)n + 127) << 23);
}

// Φ(x) and e^(−x²/2). The error function as in Abramowitz & Stegun 7.1.26, whose error is at most 1.5 · 10⁻⁷.
inline float normal_cdf(float x, float* density) {
  const float z = __builtin_fabsf(x) * 0.70710678f;
  const float e = exponential(-z * z);
  const float t = 1.0f / (1.0f + 0.3275911f * z);
  float sum = 1.061405429f;
  sum = sum * t - 1.453152027f;
  sum = sum * t + 1.421413741f;
  sum = sum * t - 0.284496736f;
  sum = sum * t + 0.254829592f;
  const float tail = 0.5f * sum * t * e;
  *density = e;
  return x < 0 ? tail : 1.0f - tail;
}

static void norm_rows(const float* x, const float* weight, const float* bias, float epsilon, int64_t from, int64_t to,
                    int64_t width, float* __restrict y, float* mean, float* scale) {
  for (int64_t i = from; i < to; i++) {
    const float* row = x + i * width;
    float* out = y + i * width;
    float sum = 0, squares = 0;
#pragma omp simd reduction(+ : sum)
    for (int64_t j = 0; j < width; j++) sum += row[j];
    const float m = sum / width;
#pragma omp simd reduction(+ : squares)
    for (int64_t j = 0; j < width; j++) squares += (row[j] - m) * (row[j] - m);
    const float s = 1.0f / __builtin_sqrtf(squares / width + epsilon);
    mean[i] = m;
    scale[i] = s;
#pragma omp simd
    for (int64_t j = 0; j < width; j++) out[j] = (row[j] - m) * s * weight[j] + bias[j];
  }
}

// With n the normal rows and g = dy · weight: dx = scale · (g − mean(g) − n · mean(g · n)); dweight = Σ dy · n, dbias = Σ dy.
static void norm_gradient_rows(const float* dy, const float* x, const float* mean, const float* scale, const float* weight,
                             int64_t from, int64_t to, int64_t width, float* __restrict dx, float* __restrict dweight,
                               float* __restrict dbias) {
  for (int64_t i = from; i < to; i++) {
    const float *d = dy + i * width, *row = x + i * width;
    float* out = dx + i * width;
    const float m = mean[i], s = scale[i];
    float sum = 0, along = 0;
#pragma omp simd reduction(+ : sum, along)
    for (int64_t j = 0; j < width; j++) {
      const float n = (row[j] - m) * s, g = d[j] * weight[j];
      sum += g;
      along += g * n;
      dweight[j] += d[j] * n;
      dbias[j] += d[j];
    }
    const float a = sum / width, b = along / width;
#pragma omp simd
    for (int64_t j = 0; j < width; j++) out[j] = s * (d[j] * weight[j] - a - (row[j] - m) * s * b);
  }
}

static void gelu_rows(const float* x, int64_t from, int64_t to, float* __restrict y) {
#pragma omp simd
  for (int64_t i = from; i < to; i++) {
    float density;
    y[i] = x[i] * normal_cdf(x[i], &density);
  }
}

// d(x · Φ(x)) = Φ(x) + x · φ(x); and the sums of the rows.
static void gelu_gradient_rows(const float* dy, const float* x, int64_t from, int64_t to, int64_t width, float* __restrict dx,
                               float* __restrict sums) {
  for (int64_t i = from; i < to; i++) {
    const float *d = dy + i * width, *row = x + i * width;
    float* out = dx + i * width;
#pragma omp simd
    for (int64_t j = 0; j < width; j++) {
      float density;
      const float below = normal_cdf(row[j], &density);
      const float made = d[j] * (below + row[j] * density * 0.398942280f);
      out[j] = made;
      sums[j] += made;
    }
  }
}

static void sum_rows(const float* x, int64_t from, int64_t to, int64_t width, float* __restrict sums) {
  for (int64_t i = from; i < to; i++) {
    const float* row = x + i * width;
#pragma omp simd
    for (int64_t j = 0; j < width; j++) sums[j] += row[j];
  }
}

// Philox-4x32-10 (Salmon et al. 2011): blocks `first` … of a stream, as lanes of 16 bits; the masks of dropout.
constexpr int group = 16;
constexpr int lanes_of_group = group * 8;

static void dropout_lanes(const float* x, uint64_t key, uint64_t start, uint64_t stream, int64_t from, int64_t to,
                        uint32_t dropped, float scale, float* y) {
  for (int64_t at = from; at < to; at += lanes_of_group) {
    uint32_t c0[group], c1[group], c2[group], c3[group];
#pragma omp simd
    for (int i = 0; i < group; i++) {
      const uint64_t block = start + (uint64_t)(at / 8) + i;
      c0[i] = (uint32_t)block;
      c1[i] = (uint32_t)(block >> 32);
      c2[i] = (uint32_t)stream;
      c3[i] = (uint32_t)(stream >> 32);
    }
    uint32_t k0 = (uint32_t)key, k1 = (uint32_t)(key >> 32);
    for (int round = 0; round < 10; round++) {
#pragma omp simd
      for (int i = 0; i < group; i++) {
        const uint64_t a = (uint64_t)c0[i] * 0xd2511f53u, b = (uint64_t)c2[i] * 0xcd9e8d57u;
        c0[i] = (uint32_t)(b >> 32) ^ c1[i] ^ k0;
        c2[i] = (uint32_t)(a >> 32) ^ c3[i] ^ k1;
        c1[i] = (uint32_t)b;
        c3[i] = (uint32_t)a;
      }
      k0 += 0x9e3779b9u;
      k1 += 0xbb67ae85u;
    }
    float kept[lanes_of_group];
    for (int i = 0; i < group; i++) {
      const uint32_t words[4] = {c0[i], c1[i], c2[i], c3[i]};
      for (int w = 0; w < 4; w++) {
        kept[i * 8 + 2 * w] = (words[w] & 0xffffu) >= dropped ? scale : 0.0f;
        kept[i * 8 + 2 * w + 1] = (words[w] >> 16) >= dropped ? scale : 0.0f;
      }
    }
    const int64_t count = std::min<int64_t>(lanes_of_group, to - at);
#pragma omp simd
    for (int64_t i = 0; i < count; i++) y[at + i] = x[at + i] * kept[i];
  }
}
