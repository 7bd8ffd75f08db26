#pragma warning disable
namespace LatentSharp;
internal static class Sigmoid { public static V Of<V>(V x) where V : unmanaged, ILanes<V> => F.Do(x, v => 1 / (1 + MathF.Exp(-v))); }
internal static class Tanh { public static V Of<V>(V x) where V : unmanaged, ILanes<V> => F.Do(x, MathF.Tanh); }
internal static class Exp { public static V Of<V>(V x) where V : unmanaged, ILanes<V> => F.Do(x, MathF.Exp); }
internal static class Log { public static V Of<V>(V x) where V : unmanaged, ILanes<V> => F.Do(x, MathF.Log); }
internal static class Log1p { public static V Of<V>(V x) where V : unmanaged, ILanes<V> => F.Do(x, v => MathF.Log(1 + v)); }
static unsafe class F { public static V Do<V>(V x, Func<float, float> f) where V : unmanaged, ILanes<V> { float* p = stackalloc float[16]; V.Store(x, p); for (int i = 0; i < V.Count; i++) p[i] = f(p[i]); return V.Load(p); } }
internal static class TempNormal { public static void Normal(this RandomStream r, Span<float> d, float m = 0, float sd = 1) { var a = new float[d.Length]; var b = new float[d.Length]; r.Derive(1).Uniform(a); r.Derive(2).Uniform(b); for (int i = 0; i < d.Length; i++) d[i] = m + sd * (float)(Math.Sqrt(-2 * Math.Log(1 - a[i])) * Math.Cos(6.283185307 * b[i])); } }
