namespace LatentSharp.Bench;

/// <summary>
/// A map of the digits in two dimensions, from 1,797 images to their places: t-SNE against scikit-learn's, by the same perplexity and
/// number of iterations; UMAP against umap-learn where that is installed.
/// </summary>
/// <param name="name">The row's name.</param>
/// <param name="work">What is done.</param>
/// <param name="map">Makes the map.</param>
internal sealed class Mapping(string name, string work, Action<Tensor> map) : Row
{
    internal override string Name => name;

    internal override string Work => work;

    internal override double? Goal => null;

    internal override bool HasSettings => false;

    internal override ISide Ours()
    {
        var digits = (Digits.Load().Samples / 16f).Keep();
        return new StepLoop(() => map(digits));
    }

    internal override IEnumerable<Entrant> Peers(Setting setting)
    {
        var command = Python.Script("map_peer.py");
        yield return command.Count == 0
            ? Entrant.Missing("scikit-learn", Python.Absence)
            : new Entrant("scikit-learn", "", command, name, setting.Threads, setting.Peers(setting.Threads));
    }

    internal static IEnumerable<Row> All() =>
    [
        new Mapping(
            "tsne_digits", "t-SNE of 1,797 digits, perplexity 30, 1,000 iterations, Barnes-Hut", samples => new TSne().Fit(samples)),
        new Mapping("umap_digits", "UMAP of 1,797 digits, 15 neighbours", samples => new Umap().Fit(samples)),
    ];
}
