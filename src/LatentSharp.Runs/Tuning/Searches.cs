namespace LatentSharp;

/// <summary>
/// Chooses what to try next, from what was tried before and nothing else: so a search that was killed goes on as if it had not been.
/// </summary>
/// <param name="space">The options that are searched.</param>
/// <param name="trials">How many there are to be.</param>
/// <param name="seed">What points are drawn from.</param>
internal abstract class Search(IReadOnlyList<TuneDimension> space, int trials, long seed)
{
    /// <summary>How many there are to be.</summary>
    public virtual int Trials => trials;

    /// <summary>As many trainings of all epochs as they take the time of.</summary>
    public virtual double Whole => Trials;

    /// <summary>What to try after these; null when there is nothing more.</summary>
    public TuneProposal? Next(IReadOnlyList<TunePoint> tried) => tried.Count < Trials ? Propose(tried) : null;

    public static Search Of(TuneSearch kind, IReadOnlyList<TuneDimension> space, int trials, long seed) => kind switch
    {
        TuneSearch.Random => new RandomSearch(space, trials, seed),
        TuneSearch.Halving => new HalvingSearch(space, trials, seed),
        _ => new ParzenSearch(space, trials, seed),
    };

    private protected abstract TuneProposal Propose(IReadOnlyList<TunePoint> tried);

    /// <summary>A point at random, the same for the same number.</summary>
    private protected double[] Drawn(int number)
    {
        var places = new float[space.Count];
        RandomOf(number).Uniform(places);
        return Array.ConvertAll(places, place => (double)place);
    }

    private protected RandomStream RandomOf(int number) => new RandomStream(seed).Derive("search").Derive(number);
}

/// <inheritdoc cref="TuneSearch.Random"/>
internal sealed class RandomSearch(IReadOnlyList<TuneDimension> space, int trials, long seed) : Search(space, trials, seed)
{
    private protected override TuneProposal Propose(IReadOnlyList<TunePoint> tried) => new(Drawn(tried.Count), 1);
}

/// <inheritdoc cref="TuneSearch.Halving"/>
internal sealed class HalvingSearch : Search
{
    private const int Part = 3, Rungs = 3;

    private readonly int[] sizes;

    public HalvingSearch(IReadOnlyList<TuneDimension> space, int trials, long seed) : base(space, trials, seed)
    {
        // n + n/3 + n/9 trainings, as many as were asked for.
        sizes = new int[Rungs];
        for (var first = 1; Sum(first) <= Math.Max(trials, Rungs); first++) Divide(first);
    }

    public override int Trials => sizes.Sum();

    public override double Whole => sizes.Select((size, rung) => size * Share(rung)).Sum();

    private protected override TuneProposal Propose(IReadOnlyList<TunePoint> tried)
    {
        var (rung, start) = (0, 0);
        while (tried.Count >= start + sizes[rung]) start += sizes[rung++];
        var share = Share(rung);
        if (rung == 0) return new(Drawn(tried.Count), share);
        var better = tried.Skip(start - sizes[rung - 1]).Take(sizes[rung - 1]).OrderByDescending(point => point.Score);
        return new(better.ElementAt(tried.Count - start).Places, share);
    }

    private static double Share(int rung) => 1 / Math.Pow(Part, Rungs - 1 - rung);

    private static int Sum(int first) => first + Below(first) + Below(Below(first));

    private static int Below(int size) => Math.Max(1, size / Part);

    private void Divide(int first) => (sizes[0], sizes[1], sizes[2]) = (first, Below(first), Below(Below(first)));
}

/// <inheritdoc cref="TuneSearch.Tpe"/>
internal sealed class ParzenSearch(IReadOnlyList<TuneDimension> space, int trials, long seed) : Search(space, trials, seed)
{
    private const int AtRandom = 10, Candidates = 24;
    private const double GoodShare = 0.1;

    private readonly IReadOnlyList<TuneDimension> dimensions = space;

    private protected override TuneProposal Propose(IReadOnlyList<TunePoint> tried)
    {
        if (tried.Count < AtRandom) return new(Drawn(tried.Count), 1);
        var ranked = tried.OrderByDescending(point => point.Score).Select(point => point.Places).ToArray();
        var good = (int)Math.Ceiling(GoodShare * ranked.Length);
        var random = RandomOf(tried.Count);
        var places = new double[dimensions.Count];
        for (var d = 0; d < places.Length; d++)
        {
            var (likely, others) = (
                new Parzen([.. ranked.Take(good).Select(point => point[d])], dimensions[d].Choices),
                new Parzen([.. ranked.Skip(good).Select(point => point[d])], dimensions[d].Choices));
            var drawn = likely.Draw(Candidates, random.Derive(d));
            places[d] = drawn.MaxBy(place => likely.LogDensity(place) - others.LogDensity(place));
        }
        return new(places, 1);
    }
}
