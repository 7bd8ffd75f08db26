namespace LatentSharp;

/// <summary>The training of <see cref="EmbeddedClusters"/>, and the rounds of what draws features and clusters together.</summary>
internal static class EmbeddedTraining
{
    /// <summary>
    /// Trains the autoencoder, begins with clusters among its codes, and draws codes and centres together. The paper begins with k-means;
    /// normal distributions find clusters of unequal spread, as codes have them: of MNIST's 86 % of the images, k-means 79 %.
    /// </summary>
    internal static FittedEmbeddedClusters Learn(DecOptions options, LearningTask task)
    {
        var samples = task.Training.Samples;
        var coder = Coder.Train(options, task);
        var codes = coder.Transform(samples);
        var choice = options.Clusters is null ? ClusterChoice.BySilhouette(codes, options.Seed, task.Cancellation) : null;
        options = options with { Clusters = options.Clusters ?? choice!.Clusters };
        var beginning = new GaussianMixtureOptions { Clusters = options.Clusters, Seed = options.Seed };
        var begun = new FittedGaussianMixture(
            beginning, codes.Shape[1..], GaussianMixture.Fit(codes, beginning, task.Cancellation).Mixture);
        var weights = new Dictionary<string, Tensor>(coder.Weights, StringComparer.Ordinal) { ["centres"] = begun.Means };
        var network = NetworkWeights.Build(options, options.CreateNetwork, samples.Shape[1..], weights);
        network.Compile(new Adam(options.ClusteringRate));
        Draw(network, options, task, begun.Assign(codes).ToArray<int>(), Target);
        return new FittedEmbeddedClusters(options, samples.Shape[1..], network, coder.History) { Choice = choice?.Reason };
    }

    /// <summary>Trains a network whose result are memberships, round by round, until hardly a sample changes its cluster.</summary>
    /// <param name="network">Compiled.</param>
    /// <param name="options">How many rounds, and when it has settled.</param>
    /// <param name="task">What is learned from.</param>
    /// <param name="before">(N): the clusters that it begins with.</param>
    /// <param name="target">What a round draws memberships towards; null where the loss needs none.</param>
    internal static void Draw(
        Model network, EmbeddedClusterOptions options, LearningTask task, int[] before, Func<Tensor, Tensor>? target = null)
    {
        var samples = task.Training.Samples;
        var progress = task.ProgressOf("clusters");
        // Where neither a target nor the end depends on memberships, nobody needs to look at them between rounds.
        var rounds = target is null && options.Settled == 0 ? Math.Max(1, options.ClusteringRounds) : 1;
        for (var round = 0; round < options.ClusteringRounds && task.Stop is not { IsRequested: true }; round += rounds)
        {
            var memberships = network.Predict(samples);
            var now = ClusterExtensions.Strongest(memberships).ToArray<int>();
            var changed = now.Zip(before).Count(pair => pair.First != pair.Second);
            if (round > 0 && changed < options.Settled * now.Length) break;
            before = now;
            network.Fit(
                samples, target?.Invoke(memberships) ?? default, round + rounds, options.BatchSize!.Value, progress: progress,
                callbacks: task.Saved([]), stop: task.Stop, initialEpoch: round, options: options.FittingFor(task.Training),
                cancellationToken: task.Cancellation);
        }
    }

    /// <summary>p ∝ q² / Σ q over the samples: (N, K) -> (N, K).</summary>
    internal static Tensor Target(Tensor memberships)
    {
        var (n, k) = (memberships.Shape[0], memberships.Shape[1]);
        var (q, sizes) = (memberships.ToArray(), new double[k]);
        for (var i = 0; i < q.Length; i++) sizes[i % k] += q[i];
        var own = new double[k];
        for (var i = 0; i < n; i++)
        {
            for (var c = 0; c < k; c++) own[c] = (double)q[(i * k) + c] * q[(i * k) + c] / sizes[c];
            var sum = own.Sum();
            for (var c = 0; c < k; c++) q[(i * k) + c] = (float)(own[c] / sum);
        }
        return Tensor.From(q, [n, k]).Keep();
    }
}

/// <summary>Features and clusters among them that were drawn together. A sample's memberships are q.</summary>
public sealed class FittedEmbeddedClusters : FittedClusterer
{
    private readonly EmbeddedClusters network;

    internal FittedEmbeddedClusters(DecOptions options, Shape inputShape, EmbeddedClusters network, History history)
        : base(options, inputShape, network.GetWeights(), history) => this.network = network;

    /// <inheritdoc/>
    public override int ClusterCount => ((DecOptions)Options).Clusters!.Value;

    internal static FittedEmbeddedClusters Restore(DecOptions options, Shape sample, IReadOnlyDictionary<string, Tensor> weights) =>
        new(options, sample, NetworkWeights.Build(options, options.CreateNetwork, sample, weights), new History());

    /// <summary>The features: (N, InputShape…) -> (N, LatentSize).</summary>
    /// <inheritdoc/>
    public override Tensor Embed(Tensor samples)
    {
        CheckSamples(samples);
        return network.Encoder.Predict(samples);
    }

    /// <inheritdoc/>
    public override Tensor Transform(Tensor samples)
    {
        CheckSamples(samples);
        return network.Predict(samples);
    }
}
