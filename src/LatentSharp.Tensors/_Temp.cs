#pragma warning disable
namespace LatentSharp;
internal static class TempNormal { public static void Normal(this RandomStream r, Span<float> d, float m = 0, float sd = 1) { var a = new float[d.Length]; var b = new float[d.Length]; r.Derive(1).Uniform(a); r.Derive(2).Uniform(b); for (int i = 0; i < d.Length; i++) d[i] = m + sd * (float)(Math.Sqrt(-2 * Math.Log(1 - a[i])) * Math.Cos(6.283185307 * b[i])); } }
