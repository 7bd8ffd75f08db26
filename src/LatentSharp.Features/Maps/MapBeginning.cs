namespace LatentSharp;

/// <summary>Where rows lie before a map's first round: along their principal components, each a little aside.</summary>
internal static class MapBeginning
{
    private const float Aside = 1e-4f;

    /// <summary>(N, size), the farthest coordinate at <paramref name="reach"/>.</summary>
    internal static float[] Of(Tensor rows, int size, RandomStream random, CancellationToken cancellation, float reach = 10)
    {
        var (n, d) = (rows.Shape[0], rows.Shape[1]);
        var count = Math.Min(size, Math.Min(n, d));
        var components = new float[n * count];
        PrincipalComponents.Find(rows.AsSpan(), n, d, count, cancellation).Project(rows.AsSpan(), components);
        var largest = components.Max(Math.Abs);
        var scale = largest > 0 ? reach / largest : 0;
        var places = new float[n * size];
        random.Derive("beginning").Normal(places, 0, Aside * reach / 10);
        for (var i = 0; i < n; i++)
            for (var c = 0; c < count; c++) places[(i * size) + c] += scale * components[(i * count) + c];
        return places;
    }
}
