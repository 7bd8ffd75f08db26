#pragma warning disable
namespace LatentSharp;
internal static class Sigmoid { public static V Of<V>(V x) where V : unmanaged, ILanes<V> => F.Do(x, v => 1 / (1 + MathF.Exp(-v))); }
internal static class Tanh { public static V Of<V>(V x) where V : unmanaged, ILanes<V> => F.Do(x, MathF.Tanh); }
internal static class Exp { public static V Of<V>(V x) where V : unmanaged, ILanes<V> => F.Do(x, MathF.Exp); }
internal static class Log { public static V Of<V>(V x) where V : unmanaged, ILanes<V> => F.Do(x, MathF.Log); }
internal static class Log1p { public static V Of<V>(V x) where V : unmanaged, ILanes<V> => F.Do(x, v => MathF.Log(1 + v)); }
static unsafe class F { public static V Do<V>(V x, Func<float, float> f) where V : unmanaged, ILanes<V> { float* p = stackalloc float[16]; V.Store(x, p); for (int i = 0; i < V.Count; i++) p[i] = f(p[i]); return V.Load(p); } }
internal static class Reductions {
  public static float Sum(ReadOnlySpan<float> x) { double s = 0; foreach (var v in x) s += v; return (float)s; }
  public static float SumZip<T>(T op, ReadOnlySpan<float> a, ReadOnlySpan<float> b) where T : struct, IZip { var t = new float[a.Length]; Elementwise.Zip(op, a, b, t); return Sum(t); }
  public static void SumColumns(ReadOnlySpan<float> x, int rows, int cols, Span<float> y, bool acc = false) { for (int i = 0; i < rows; i++) { double s = 0; for (int j = 0; j < cols; j++) s += x[i * cols + j]; y[i] = (float)s + (acc ? y[i] : 0); } }
  public static void SumRows(ReadOnlySpan<float> x, int rows, int cols, Span<float> y, bool acc = false) { if (!acc) y.Clear(); for (int i = 0; i < rows; i++) for (int j = 0; j < cols; j++) y[j] += x[i * cols + j]; }
}
internal static class Gemm {
  public static void Multiply(bool ta, bool tb, int m, int n, int k, ReadOnlySpan<float> a, int lda, ReadOnlySpan<float> b, int ldb, Span<float> c, int ldc, bool accumulate) => Multiply<IdentityOp>(ta, tb, m, n, k, a, lda, b, ldb, c, ldc, accumulate, default, default);
  public static void Multiply<T>(bool ta, bool tb, int m, int n, int k, ReadOnlySpan<float> a, int lda, ReadOnlySpan<float> b, int ldb, Span<float> c, int ldc, bool accumulate, ReadOnlySpan<float> bias, T act) where T : struct, IMap {
    for (int i = 0; i < m; i++) { var row = c.Slice(i * ldc, n); if (!accumulate) row.Clear();
      for (int q = 0; q < k; q++) { var av = ta ? a[q * lda + i] : a[i * lda + q]; if (!tb) { var br = b.Slice(q * ldb, n); for (int j = 0; j < n; j++) row[j] += av * br[j]; } else for (int j = 0; j < n; j++) row[j] += av * b[j * ldb + q]; }
      if (!bias.IsEmpty) for (int j = 0; j < n; j++) row[j] += bias[j]; Elementwise.Map(act, row, row); } }
}
public readonly struct RandomStream { readonly long s; public RandomStream(long x) { s = x; } public RandomStream Derive(string n) { long h = s * 31 + 17; foreach (var ch in n) h = h * 6364136223846793005 + ch; return new(h); } public RandomStream Derive(long i) => new(s * 6364136223846793005 + i * 1442695040888963407 + 1);
  static double N(ref ulong z) { z += 0x9E3779B97F4A7C15; var x = z; x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9; x = (x ^ (x >> 27)) * 0x94D049BB133111EB; x ^= x >> 31; return (x >> 11) * (1.0 / (1UL << 53)); }
  public void Uniform(Span<float> d, float lo = 0, float hi = 1) { var z = (ulong)s; for (int i = 0; i < d.Length; i++) d[i] = lo + (hi - lo) * (float)N(ref z); }
  public void Normal(Span<float> d, float m = 0, float sd = 1) { var z = (ulong)s; for (int i = 0; i < d.Length; i++) d[i] = m + sd * (float)(Math.Sqrt(-2 * Math.Log(1 - N(ref z))) * Math.Cos(6.283185307 * N(ref z))); }
  public void Permutation(Span<int> p) { var z = (ulong)s; for (int i = 0; i < p.Length; i++) { int j = (int)(N(ref z) * (i + 1)); p[i] = p[j]; p[j] = i; } } public int[] Permutation(int n) { var p = new int[n]; Permutation(p.AsSpan()); return p; } }
