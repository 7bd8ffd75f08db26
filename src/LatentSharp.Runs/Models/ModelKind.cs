using System.Text.Json;

namespace LatentSharp;

/// <summary>
/// A kind of model that can be learned, saved and loaded by its name. The table is closed: a saved configuration can name nothing else.
/// </summary>
internal abstract class ModelKind
{
    private static readonly ModelKind[] Table = [new AutoencoderKind(), new PcaKind()];

    /// <summary>The names, as the command line and saved configurations have them.</summary>
    public static IReadOnlyList<string> Names => [.. Table.Select(kind => kind.Name)];

    /// <summary>What learns when nothing is said.</summary>
    public static ModelKind Default => Table[0];

    /// <summary>The name.</summary>
    public abstract string Name { get; }

    /// <summary>Whether it learns in epochs, so that their number, the batch and the learning rate mean something.</summary>
    public abstract bool Trains { get; }

    /// <summary>The kind of that name, or null.</summary>
    public static ModelKind? Find(string name) => Array.Find(Table, kind => kind.Name == name);

    /// <summary>The model in words, before it has learned.</summary>
    public abstract string Describe(LearnRequest request, Shape input);

    /// <summary>Refuses what cannot work with these data, before anything is computed.</summary>
    /// <exception cref="BadArgumentException">An option does not fit the data.</exception>
    public abstract void Check(LearnRequest request, Shape input, int trainingSamples);

    /// <summary>Learns.</summary>
    public abstract FeatureModel Fit(
        LearnRequest request, Tensor training, Tensor heldOut, IProgress<TrainingProgress>? progress, StopSignal? stop, CancellationToken cancellation);

    /// <summary>The model's weights by name.</summary>
    public abstract IReadOnlyDictionary<string, Tensor> Weights(FeatureModel model);

    /// <summary>The model's options by name, as they are saved.</summary>
    public abstract void WriteOptions(Utf8JsonWriter json, FeatureModel model);

    /// <summary>Puts a saved model together. Sizes are compared with the weights before anything is allocated for them.</summary>
    /// <exception cref="BadFileException">The options are damaged or do not fit the weights.</exception>
    public abstract FeatureModel Load(ConfigNode options, Shape input, IReadOnlyDictionary<string, Tensor> weights);
}
