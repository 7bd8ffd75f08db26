#pragma warning disable
namespace LatentSharp;
public sealed class Adam : Optimizer { [System.Diagnostics.CodeAnalysis.SetsRequiredMembers] public Adam(Schedule? lr = null) { LearningRate = lr ?? 0.001; }
 public override OptimizerState Bind(IReadOnlyList<Parameter> p) => new S(this, p);
 sealed class S(Adam a, IReadOnlyList<Parameter> ps) : OptimizerState { float[][] m = ps.Select(p => new float[p.Shape.Count]).ToArray(), v = ps.Select(p => new float[p.Shape.Count]).ToArray();
  public override void Apply(ReadOnlySpan<Tensor> g) { var lr = a.LearningRate.At(Step); Step++; var al = (float)(lr * Math.Sqrt(1 - Math.Pow(.999, Step)) / (1 - Math.Pow(.9, Step)));
   for (int i = 0; i < ps.Count; i++) { var w = ps[i].Memory; var gg = g[i].AsSpan(); var mm = m[i]; var vv = v[i]; for (int j = 0; j < w.Length; j++) { mm[j] += (gg[j] - mm[j]) * .1f; vv[j] += (gg[j] * gg[j] - vv[j]) * .001f; w[j] -= al * mm[j] / (MathF.Sqrt(vv[j]) + 1e-7f); } ps[i].Touch(); } } } }
