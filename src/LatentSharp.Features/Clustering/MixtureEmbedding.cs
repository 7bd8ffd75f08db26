namespace LatentSharp;

/// <summary>
/// A variational autoencoder with a mixture of normal distributions, independent in each unit, as the prior of its codes (Jiang et al.
/// 2017). A batch's loss is minus its evidence lower bound, with the clusters' posterior at the code that was drawn.
/// </summary>
/// <param name="coder">The variational autoencoder.</param>
/// <param name="clusters">How many distributions.</param>
internal sealed class MixtureEmbedding(VariationalNetwork coder, int clusters) : Model
{
    private const string SharesName = "shares", MeansName = "means", LogVariancesName = "log_variances";
    private const float LogTwoPi = 1.837877066f;

    private Parameter? shares, means, logVariances;

    internal VariationalNetwork Coder => coder;

    public override IReadOnlyList<Layer> Layers => [coder];

    public override Shape OutputShape(Shape input) => [input[0], clusters];

    /// <summary>
    /// Adds a mixture of diagonal covariances to the weights of a coder, and lets the distribution of each sample's codes be as wide as
    /// clusters are: much wider ones would tear the mixture apart before the coder has learned how wide they should be.
    /// </summary>
    /// <param name="weights">Those of a <see cref="MeanCoder"/>.</param>
    /// <param name="mixture">The mixture of its codes.</param>
    internal static void Begin(Dictionary<string, Tensor> weights, Mixture mixture)
    {
        const string width = $"{MeanCoder.CoderName}/encoder/{VariationalNetwork.LogVarianceName}/";
        var k = mixture.Shares.Length;
        var d = mixture.Means.Length / k;
        double[] variances = [.. Enumerable.Range(0, k * d).Select(at => Math.Pow(mixture.Factors[(at * d) + (at % d)], 2))];
        double[] mean =
            [.. Enumerable.Range(0, d).Select(c => Enumerable.Range(0, k).Sum(j => mixture.Shares[j] * variances[(j * d) + c]))];
        weights[SharesName] = Of(mixture.Shares, [k], Math.Log);
        weights[MeansName] = Of(mixture.Means, [k, d], static value => value);
        weights[LogVariancesName] = Of(variances, [k, d], Math.Log);
        weights[width + "kernel"] = Tensor.Zeros(weights[width + "kernel"].Shape);
        weights[width + "bias"] = Of(mean, [d], Math.Log);

        static Tensor Of(double[] values, Shape shape, Func<double, double> change) =>
            Tensor.From(Array.ConvertAll(values, value => (float)change(value)), shape).Keep();
    }

    /// <summary>log p(z, c) of codes (N, D) and each cluster: (N, K).</summary>
    internal static Tensor LogJoint(Tensor codes, Tensor shares, Tensor means, Tensor logVariances) =>
        shares - Ops.LogSumExp(shares) - (Ops.Sum(
            Squares(codes, means, logVariances) + logVariances + LogTwoPi, 2) * 0.5f);

    /// <summary>
    /// KL(q(z, c|x) ‖ p(z, c)) of each sample, (N): Σ γ · (KL(q(z|x) ‖ p(z|c)) + log γ - log π) over the clusters, of the posterior
    /// γ = p(c|z).
    /// </summary>
    /// <param name="mean">(N, D): of q(z|x).</param>
    /// <param name="logVariance">(N, D): of q(z|x).</param>
    /// <param name="code">(N, D): z.</param>
    /// <param name="shares">(K): logits of π.</param>
    /// <param name="means">(K, D).</param>
    /// <param name="logVariances">(K, D).</param>
    internal static Tensor Divergence(Tensor mean, Tensor logVariance, Tensor code, Tensor shares, Tensor means, Tensor logVariances)
    {
        var joint = LogJoint(code, shares, means, logVariances);
        var posterior = joint - Ops.LogSumExp(joint, 1, keepAxis: true);
        var ratio = Each(logVariance) - logVariances;
        var ofCodes = Ops.Sum(Squares(mean, means, logVariances) + Ops.Exp(ratio) - ratio - 1, 2) * 0.5f;
        return Ops.Sum(Ops.Exp(posterior) * (ofCodes + posterior - (shares - Ops.LogSumExp(shares))), 1);
    }

    protected override void BuildParameters(Shape input, Builder builder)
    {
        builder.Build(coder, MeanCoder.CoderName, input);
        shares = builder.Add(SharesName, [clusters], Initializers.Zeros);
        means = builder.Add(MeansName, [clusters, coder.LatentSize], Initializers.GlorotUniform);
        logVariances = builder.Add(LogVariancesName, [clusters, coder.LatentSize], Initializers.Zeros);
    }

    /// <summary>(N, …) -> (N, K): p(c|z) at the mean code.</summary>
    protected override Tensor Forward(Tensor input, in CallContext context)
    {
        var joint = LogJoint(coder.Encode(input, context).Mean, shares!.Value, means!.Value, logVariances!.Value);
        return Ops.Exp(joint - Ops.LogSumExp(joint, 1, keepAxis: true));
    }

    protected override void TrainStep(ModelStep step)
    {
        var x = step.Batch.X;
        var (mean, logVariance) = coder.Encode(x, step.Context);
        var code = coder.Draw(mean, logVariance, step.Context);
        var reconstruction = coder.Likelihood.MeanNegativeLog(x, coder.Decode(code, step.Context));
        var divergence = Ops.Mean(Divergence(mean, logVariance, code, shares!.Value, means!.Value, logVariances!.Value));
        var loss = reconstruction + divergence;
        step.Minimize(loss);
        step.Report("loss", loss);
        step.Report("reconstruction", reconstruction);
        step.Report("divergence", divergence);
    }

    /// <summary>(z - μ)² / σ²: (N, D) -> (N, K, D).</summary>
    private static Tensor Squares(Tensor codes, Tensor means, Tensor logVariances) =>
        Ops.Square(Each(codes) - means) * Ops.Exp(Ops.Negate(logVariances));

    /// <summary>(N, D) -> (N, 1, D), for each cluster.</summary>
    private static Tensor Each(Tensor rows) => rows.Reshape([rows.Shape[0], 1, rows.Shape[1]]);
}

/// <summary>The network of a variational autoencoder as a plain one: it rebuilds samples from the means of their codes.</summary>
/// <param name="coder">The variational autoencoder.</param>
internal sealed class MeanCoder(VariationalNetwork coder) : Model
{
    internal const string CoderName = "coder";

    public override IReadOnlyList<Layer> Layers => [coder];

    public override Shape OutputShape(Shape input) => coder.OutputShape(input);

    protected override void BuildParameters(Shape input, Builder builder) => builder.Build(coder, CoderName, input);

    protected override Tensor Forward(Tensor input, in CallContext context) => coder.Call(input, context);

    protected override void TrainStep(ModelStep step)
    {
        var loss = Loss(step.Batch.X, step.Context);
        step.Minimize(loss);
        step.Report("loss", loss);
    }

    protected override void TestStep(ModelStep step) => step.Report("loss", Loss(step.Batch.X, CallContext.Inference));

    private Tensor Loss(Tensor x, in CallContext context) =>
        coder.Likelihood.MeanNegativeLog(x, coder.Decode(coder.Encode(x, context).Mean, context));
}
