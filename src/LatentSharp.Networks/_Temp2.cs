#pragma warning disable
namespace LatentSharp;
public sealed class Sgd : Optimizer { [System.Diagnostics.CodeAnalysis.SetsRequiredMembers] public Sgd(Schedule? lr = null) { LearningRate = lr ?? 0.01; } public double Momentum { get; init; } public bool Nesterov { get; init; }
 public override OptimizerState Bind(IReadOnlyList<Parameter> p) => new S(this, p);
 sealed class S(Sgd a, IReadOnlyList<Parameter> ps) : OptimizerState { float[][] m = ps.Select(p => new float[p.Shape.Count]).ToArray();
  public override void Apply(ReadOnlySpan<Tensor> g) { var lr = (float)a.LearningRate.At(Step); Step++; var mu = (float)a.Momentum;
   for (int i = 0; i < ps.Count; i++) { var w = ps[i].Memory; var gg = g[i].AsSpan(); var mm = m[i]; for (int j = 0; j < w.Length; j++) { mm[j] = mu * mm[j] - lr * gg[j]; w[j] += a.Nesterov ? mu * mm[j] - lr * gg[j] : mm[j]; } ps[i].Touch(); } } } }
