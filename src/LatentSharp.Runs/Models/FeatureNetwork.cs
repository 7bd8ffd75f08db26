using static LatentSharp.ReportText;

namespace LatentSharp;

/// <summary>A finished run on whose features samples of another model are compared with real ones.</summary>
internal sealed class FeatureNetwork
{
    private readonly SavedModel network, of;

    private FeatureNetwork(SavedModel network, SavedModel of, string inWords) => (this.network, this.of, InWords) = (network, of, inWords);

    /// <summary><c>on the 10 features of runs/x (autoencoder)</c>.</summary>
    internal string InWords { get; }

    /// <summary>Opens it for the samples of a model.</summary>
    /// <param name="run">The run folder.</param>
    /// <param name="of">The model that makes samples.</param>
    /// <param name="model">Its run folder.</param>
    /// <exception cref="BadArgumentException">It makes no features, or takes other samples, or the model makes none.</exception>
    /// <exception cref="BadFileException">There is no finished run.</exception>
    internal static FeatureNetwork Open(string run, SavedModel of, string model)
    {
        var option = ApplyOptions.FeaturesOf;
        option.Check(run);
        if (of.Model is not IGenerative)
            throw new BadArgumentException(
                $"{option.Name}: {model} is a model of the kind {of.Model.Name}, which makes no samples; "
                + $"{OptionKinds.Or(ModelKind.Generative)} do. Leave it out.");
        var network = SavedModel.Load(run);
        if (!ModelKind.Learners.Any(kind => kind.Name == network.Model.Name))
            throw new BadArgumentException(
                $"{option.Name}: {run} is a model of the kind {network.Model.Name}, which makes no features; name a run of latent learn.");
        if (network.Model.InputShape != of.Model.InputShape)
            throw new BadArgumentException(
                $"{option.Name}: {run} takes samples {network.Model.InputShape}, but {model} makes samples {of.Model.InputShape}.");
        if (network.ColumnNames.Count > 0 && of.ColumnNames.Count > 0
            && !network.ColumnNames.SequenceEqual(of.ColumnNames, StringComparer.Ordinal))
            throw new BadArgumentException(
                $"{option.Name}: {run} has learned from the columns {string.Join(", ", network.ColumnNames)}, but {model} from "
                + $"{string.Join(", ", of.ColumnNames)}.");
        return new(network, of, $"on the {Plural(network.Model.FeatureSize, "feature")} of {run} ({network.Model.Name})");
    }

    /// <summary>The features of samples in the units of the model that makes samples: (N, …) -> (N, k).</summary>
    internal Tensor Features(Tensor scaled) => network.Model.Transform(network.Scaling.Apply(of.Scaling.Invert(scaled)));
}
