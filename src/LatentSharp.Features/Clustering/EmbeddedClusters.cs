namespace LatentSharp;

/// <summary>
/// An encoder, a decoder, and centres of clusters among codes: q = (1 + |z - μ|²)⁻¹ for each centre, divided by their sum (Xie et al.
/// 2016).
/// </summary>
internal sealed class EmbeddedClusters : Model
{
    private readonly int clusters, latentSize;
    private readonly double clustering, rebuilding;
    private Parameter? centres;

    /// <param name="encoder">Samples to codes.</param>
    /// <param name="decoder">Codes to samples.</param>
    /// <param name="latentSize">The size of a code.</param>
    /// <param name="clusters">How many centres.</param>
    /// <param name="clustering">What the divergence of memberships counts in the loss.</param>
    /// <param name="rebuilding">What the mean squared error of reconstructions counts in the loss.</param>
    internal EmbeddedClusters(
        Sequential encoder, Sequential decoder, int latentSize, int clusters, double clustering, double rebuilding) =>
        (Encoder, Decoder, this.latentSize, this.clusters, this.clustering, this.rebuilding, Name) =
            (encoder, decoder, latentSize, clusters, clustering, rebuilding, "clusters");

    internal Sequential Encoder { get; }

    internal Sequential Decoder { get; }

    public override IReadOnlyList<Layer> Layers => [Encoder, Decoder];

    public override Shape OutputShape(Shape input) => [input[0], clusters];

    protected override void BuildParameters(Shape input, Builder builder)
    {
        builder.Build(Encoder, "encoder", input);
        builder.Build(Decoder, "decoder", Encoder.OutputShape(input));
        centres = builder.Add("centres", [clusters, latentSize], Initializers.GlorotUniform);
    }

    protected override Tensor Forward(Tensor input, in CallContext context) => Ops.Exp(LogMemberships(Encoder.Call(input, context)));

    protected override void TrainStep(ModelStep step)
    {
        var (x, target) = (step.Batch.X, step.Batch.Y);
        var code = Encoder.Call(x, step.Context);
        var divergence = Ops.Sum(target * (Ops.Log(target + 1e-12f) - LogMemberships(code))) / x.Shape[0];
        var loss = (float)clustering * divergence;
        if (rebuilding > 0) loss += (float)rebuilding * Ops.MeanSquaredError(x, Decoder.Call(code, step.Context));
        step.Minimize(loss);
        step.Report("loss", loss);
        step.Report("divergence", divergence);
    }

    private Tensor LogMemberships(Tensor code)
    {
        var squares = Ops.Sum(Ops.Square(code), 1, keepAxis: true) + Ops.Sum(Ops.Square(centres!.Value), 1)
            - (2 * Ops.MatMul(code, centres.Value, transposeB: true));
        var logs = Ops.Negate(Ops.Log1p(Ops.Relu(squares)));
        return logs - Ops.LogSumExp(logs, 1, keepAxis: true);
    }
}
