namespace LatentSharp.Tests;

public class SearchTests
{
    private static readonly IReadOnlyList<TuneDimension> Space = TuneDimension.Of(ModelKind.Find("autoencoder")!, []);

    /// <summary>27 points at a ninth of the epochs, the 9 best of them at a third, the 3 best of those at all: 39 trainings.</summary>
    [Fact]
    public void Halving_goes_on_with_the_better_third()
    {
        var search = Search.Of(TuneSearch.Halving, Space, 39, seed: 1);
        search.Trials.ShouldBe(39);
        search.Whole.ShouldBe(9, 1e-9, "27 ninths, 9 thirds and 3 wholes");
        var tried = new List<TunePoint>();
        while (search.Next(tried) is { } proposal) tried.Add(new(proposal.Places, proposal.Share, proposal.Places[0]));
        tried.Select(point => Math.Round(1 / point.Share)).ShouldBe(
            [.. Enumerable.Repeat(9.0, 27), .. Enumerable.Repeat(3.0, 9), .. Enumerable.Repeat(1.0, 3)]);
        var best = tried.Take(27).Select(point => point.Places[0]).OrderDescending().ToArray();
        tried.Skip(27).Take(9).Select(point => point.Places[0]).ShouldBe(best.Take(9));
        tried.Skip(36).Select(point => point.Places[0]).ShouldBe(best.Take(3));
    }

    /// <summary>
    /// Of a valley in two options, 40 tries by Parzen's estimator come nearer to the bottom than at random for most seeds.
    /// </summary>
    [Fact]
    public void Parzen_finds_a_valley_sooner_than_chance()
    {
        double Best(TuneSearch kind, long seed)
        {
            var search = Search.Of(kind, Space, 40, seed);
            var tried = new List<TunePoint>();
            while (search.Next(tried) is { } proposal)
                tried.Add(new(
                    proposal.Places, 1, -Math.Pow(proposal.Places[1] - 0.3, 2) - (proposal.Places[2] < 1.0 / 6 ? 0 : 0.1)));
            return tried.Max(point => point.Score);
        }

        Enumerable.Range(0, 20).Count(seed => Best(TuneSearch.Tpe, seed) > Best(TuneSearch.Random, seed)).ShouldBeGreaterThanOrEqualTo(15);
    }

    [Fact]
    public void What_comes_next_follows_from_what_was_tried()
    {
        foreach (var kind in Enum.GetValues<TuneSearch>())
        {
            var search = Search.Of(kind, Space, 20, seed: 2);
            var tried = new List<TunePoint>();
            while (tried.Count < 15) tried.Add(new(search.Next(tried)!.Places, search.Next(tried)!.Share, tried.Count % 4));
            var again = Search.Of(kind, Space, 20, seed: 2);
            for (var i = 0; i < tried.Count; i++) again.Next(tried[..i])!.Places.ShouldBe(tried[i].Places);
        }
    }

    /// <summary>Choices seen {0, 0, 2} of three, and one each: densities 3/6, 1/6 and 2/6.</summary>
    [Fact]
    public void The_density_of_choices_counts_each_once_more()
    {
        var parzen = new Parzen([0.1, 0.2, 0.9], 3);
        Math.Exp(parzen.LogDensity(0.1)).ShouldBe(0.5, 1e-12);
        Math.Exp(parzen.LogDensity(0.5)).ShouldBe(1 / 6.0, 1e-12);
        Math.Exp(parzen.LogDensity(0.9)).ShouldBe(1 / 3.0, 1e-12);
        parzen.Draw(1000, new RandomStream(1)).Count(place => place < 1.0 / 3).ShouldBeInRange(440, 560);
    }

    [Fact]
    public void Ranges_become_values_of_the_command_line()
    {
        var rate = new SearchRange(0.0001, 0.01, []);
        rate.IsLogarithmic.ShouldBeTrue();
        rate.At(0.5, isWhole: false).ShouldBe("0.001");
        new SearchRange(0, 0.5, []).At(0.25, isWhole: false).ShouldBe("0.125");
        new SearchRange(1, 4, []).At(0.5, isWhole: true).ShouldBe("2");
        new SearchRange(double.NaN, double.NaN, ["64", "128,64"]).At(0.99, isWhole: false).ShouldBe("128,64");
        foreach (var kind in ModelKind.Learners)
            foreach (var dimension in TuneDimension.Of(kind, []))
                foreach (var place in new[] { 0, 0.4, 0.999 })
                    dimension.Option.Spec.Accepts(dimension.Option.Spec.ReadValue(dimension.TextAt(place)))
                        .ShouldBeTrue(dimension.Option.Spec.Name);
    }

    /// <summary>Two choices with scores {1, 1} and {3, 3}: all of the variance lies between them.</summary>
    [Fact]
    public void What_mattered_is_the_share_between_the_values()
    {
        IReadOnlyList<TuneDimension> space = [.. Space.Where(dimension => dimension.Choices == 2)];
        space.Count.ShouldBe(1);
        TuneImportance.Of(space, [.. new[] { 0.1, 0.2, 0.7, 0.8 }.Select(place => new TunePoint([place], 1, place < 0.5 ? 1 : 3))])[
            0].ShouldBe(1);
        TuneImportance.Of(space, [new([0.1], 1, 1)])[0].ShouldBe(double.NaN);
    }
}
