using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace LatentSharp;

/// <summary>What was measured in a run: the content of <c>metrics.json</c>. A value that is not finite or does not exist is null.</summary>
public sealed record RunMetrics : ModelMetrics
{
    /// <summary>The samples of the held-out part, on which everything is measured unless it says otherwise.</summary>
    [JsonPropertyOrder(-1)]
    public required int HeldOutSamples { get; init; }

    /// <summary>Numbers learned from the data.</summary>
    public required int Parameters { get; init; }

    /// <summary>What split, initial weights and batch order followed from.</summary>
    public required long Seed { get; init; }

    /// <summary>Epochs that were finished; 0 for a model that is solved in one step.</summary>
    public required int Epochs { get; init; }

    /// <summary>Whether training ended before its last epoch: by early stopping, or since it was asked to.</summary>
    public required bool StoppedEarly { get; init; }

    /// <summary>Whether it was asked to end (Ctrl+C), so that it learned less than it was meant to.</summary>
    public bool Interrupted { get; init; }

    /// <summary>Epochs that were asked for, or followed from the samples; null for a model that is solved in one step.</summary>
    public int? PlannedEpochs { get; init; }

    /// <summary>The epoch whose weights the model has; null for a model that is solved in one step.</summary>
    public int? KeptEpoch { get; init; }

    /// <summary>
    /// How training ended, in words: <c>stopped after epoch 41 of 100; the weights of epoch 31 are kept: least validation loss</c>.
    /// </summary>
    public string Outcome { get; init; } = "";

    /// <summary>Time spent in fitting.</summary>
    public required double Seconds { get; init; }

    /// <summary>Samples a second in fitting.</summary>
    public required double SamplesPerSecond { get; init; }

    /// <summary>
    /// The loss on the training part in the epoch whose weights are kept: for autoencoders and PCA the mean squared error in scaled units,
    /// for variational autoencoders minus the weighted bound; none for adversarial networks.
    /// </summary>
    public double? TrainLoss { get; init; }

    /// <summary>The same on the held-out part, measured once, at the end; for variational autoencoders minus the bound itself.</summary>
    public double? ValidationLoss { get; init; }

    /// <summary>The mean squared error of reconstructions, in scaled units; null of a model that does not reconstruct.</summary>
    public double? ReconstructionMse { get; init; }

    /// <summary>That of PCA of the same size, fitted on the same training part.</summary>
    public double? PcaReconstructionMse { get; init; }

    /// <summary><see cref="ModelMetrics.KnnAccuracy"/> on PCA's features.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? PcaKnnAccuracy { get; init; }

    /// <summary><see cref="ModelMetrics.LinearProbeAccuracy"/> on PCA's features.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? PcaLinearProbeAccuracy { get; init; }

    /// <summary><see cref="ModelMetrics.Knn"/> on PCA's features.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ProbeFigures? PcaKnn { get; init; }

    /// <summary><see cref="ModelMetrics.LinearProbe"/> on PCA's features.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ProbeFigures? PcaLinearProbe { get; init; }

    /// <summary>
    /// <see cref="ModelMetrics.KnnAccuracy"/> on the features of TF-IDF with truncated SVD, which stand beside those of texts.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? TfIdfKnnAccuracy { get; init; }

    /// <summary><see cref="ModelMetrics.LinearProbeAccuracy"/> on the features of TF-IDF.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? TfIdfLinearProbeAccuracy { get; init; }

    /// <summary><see cref="ModelMetrics.Knn"/> on the features of TF-IDF.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ProbeFigures? TfIdfKnn { get; init; }

    /// <summary><see cref="ModelMetrics.LinearProbe"/> on the features of TF-IDF.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ProbeFigures? TfIdfLinearProbe { get; init; }

    /// <summary>
    /// The columns of the table that hold texts, and for each how many numbers of 0 or 1 it became; null when there are none.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, int>? OneHotColumns { get; init; }

    /// <summary>
    /// The columns of the table where values were missing, and for each how many were replaced; null when there are none.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, int>? ImputedColumns { get; init; }

    /// <summary>What a user should know, each with its remedy.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>
    /// What the model tells of itself, as the bound of a variational autoencoder; in <c>metrics.json</c> each stands under its own name.
    /// </summary>
    [JsonIgnore]
    public IReadOnlyList<ModelFigure> Figures { get; init; } = [];

    /// <summary>The yardstick of samples that are no texts, and of texts.</summary>
    internal const string Pca = "PCA", TfIdf = "TF-IDF";

    /// <summary>What stands beside the model: <c>PCA</c>, of texts <c>TF-IDF</c>.</summary>
    [JsonIgnore]
    public string Yardstick { get; init; } = Pca;

    /// <summary>How many features the yardstick has; 0 without one.</summary>
    [JsonIgnore]
    public int YardstickSize { get; init; }

    /// <summary>Whether the model is the yardstick itself, so that nothing stands beside its figures.</summary>
    [JsonIgnore]
    public bool IsYardstick { get; init; }

    /// <summary>The metrics as indented JSON, the model's own figures among them.</summary>
    public string ToJson()
    {
        var written = JsonSerializer.SerializeToNode(this, RunsJson.Default.RunMetrics)!.AsObject();
        foreach (var figure in Figures)
        {
            written[figure.Name] = Finite(figure.Value);
            if (figure.OfFeatures is { } shares)
                written[shares.Name] = new JsonArray(
                    [.. shares.Values.Select(share => (JsonNode)(double.IsFinite(share) ? Math.Round(share, 6) : 0))]);
        }
        return written.ToJsonString(RunsJson.Default.Options);
    }
}
