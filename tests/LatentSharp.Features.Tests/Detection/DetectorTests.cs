using System.Text.Json;
using LatentSharp.Testing;

namespace LatentSharp.Tests;

/// <summary>A detector, as the contract meets it. A new one adds its line.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Create">The estimator.</param>
public sealed record DetectorCase(string Name, Func<object> Create)
{
    public static IEnumerable<DetectorCase> All =>
    [
        new("ensemble", () => new AnomalyEnsemble()),
        new("ensemble of others", () => new AnomalyEnsemble(new()
        {
            Members = [AnomalyMember.Kde, AnomalyMember.Lof, AnomalyMember.PcaDistance, AnomalyMember.Hbos],
        })),
        new("robust autoencoders", () => new RobustAutoencoders(new() { Autoencoders = 1 })),
        new("iforest", () => new IsolationForest(new() { Trees = 50 })),
        new("inne", () => new Inne(new() { Sets = 50 })),
        new("knn, largest", () => new KnnDetector()),
        new("knn, mean", () => new KnnDetector(new() { Distance = KnnDistance.Mean })),
        new("knn, median", () => new KnnDetector(new() { Distance = KnnDistance.Median, Neighbors = 4 })),
        new("lof", () => new LocalOutlierFactor()),
        new("ecod", () => new Ecod()),
        new("copod", () => new Copod()),
        new("hbos", () => new Hbos()),
        new("pca", () => new PcaDetector()),
        new("pca, two components", () => new PcaDetector(new() { Components = 2 })),
        new("kde", () => new KernelDensity()),
        new("deep svdd", () => new DeepSvdd(new() { Hidden = [8], LatentSize = 3, Epochs = 40 })),
    ];

    public override string ToString() => Name;

    internal FittedDetector Fit(Tensor samples) =>
        (FittedDetector)((IEstimator)Create()).Fit(new LearningTask(new LearningSet(samples)));
}

/// <summary>The laws that hold for every detector.</summary>
public class DetectorTests
{
    private const int Count = 60;

    private static readonly Tensor Samples = WithOutlier(others: 0.5f);

    private static readonly Tensor FarInAll = WithOutlier(others: 2.5f);

    public static TheoryData<DetectorCase> Cases => [.. DetectorCase.All];

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_row_far_from_all_others_is_the_most_abnormal(DetectorCase test)
    {
        ArgumentNullException.ThrowIfNull(test);
        var model = test.Fit(FarInAll);
        model.InputShape.ShouldBe(new Shape(2, 3));
        model.FeatureSize.ShouldBe(1);
        model.LearnedScores.Shape.ShouldBe(new Shape(Count));
        Largest(model.LearnedScores).ShouldBe(Count - 1);
        var scores = model.AnomalyScores(FarInAll);
        scores.Shape.ShouldBe(new Shape(Count));
        Largest(scores).ShouldBe(Count - 1);
        model.Transform(FarInAll).Shape.ShouldBe(new Shape(Count, 1));
        model.Transform(FarInAll).ToArray().ShouldBe(scores.ToArray());
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Shares_are_numbers_of_each_value_and_name_the_one_that_is_abnormal(DetectorCase test)
    {
        ArgumentNullException.ThrowIfNull(test);
        var shares = test.Fit(Samples).AnomalyShares(Samples);
        shares.Shape.ShouldBe(Samples.Shape);
        shares.ToArray().ShouldAllBe(share => float.IsFinite(share));
        Largest(shares.Rows(Count - 1, 1)).ShouldBe(4, "the value that was moved");
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Fitting_twice_equals_fitting_once_on_any_number_of_threads(DetectorCase test)
    {
        ArgumentNullException.ThrowIfNull(test);
        var before = Engine.Threads;
        try
        {
            Engine.Threads = 1;
            var once = test.Fit(Samples).AnomalyScores(Samples).ToArray();
            Engine.Threads = 3;
            test.Fit(Samples).AnomalyScores(Samples).ToArray().ShouldBe(once);
        }
        finally
        {
            Engine.Threads = before;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_score_of_a_row_does_not_depend_on_its_company(DetectorCase test)
    {
        ArgumentNullException.ThrowIfNull(test);
        var model = test.Fit(Samples);
        model.AnomalyScores(Samples.Rows(7, 1)).ToArray().ShouldBe(model.AnomalyScores(Samples).Rows(7, 1).ToArray());
        model.AnomalyScores(Samples.Rows(0, 0)).Shape.ShouldBe(new Shape(0));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_restored_model_scores_the_same(DetectorCase test)
    {
        ArgumentNullException.ThrowIfNull(test);
        var model = test.Fit(Samples);
        var again = (FittedDetector)FittedModel.FromWeights(model.Options, model.InputShape, model.Weights);
        again.AnomalyScores(Samples).ToArray().ShouldBe(model.AnomalyScores(Samples).ToArray());
        again.LearnedScores.ToArray().ShouldBe(model.LearnedScores.ToArray());
        foreach (var missing in model.Weights.Keys.Where(name => !name.EndsWith("learned_scores", StringComparison.Ordinal)))
        {
            var less = model.Weights.Where(pair => pair.Key != missing).ToDictionary(pair => pair.Key, pair => pair.Value);
            Should.Throw<BadArgumentException>(() => FittedModel.FromWeights(model.Options, model.InputShape, less), missing);
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Samples_that_do_not_fit_are_refused(DetectorCase test)
    {
        ArgumentNullException.ThrowIfNull(test);
        var model = test.Fit(Samples);
        Should.Throw<BadArgumentException>(() => model.AnomalyScores(Tensor.Ones([2, 6]))).Message.ShouldContain("(2, 3)");
        Should.Throw<BadArgumentException>(() => model.AnomalyShares(Tensor.Full([1, 2, 3], float.NaN)));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Rows_that_are_all_the_same_have_one_score(DetectorCase test)
    {
        ArgumentNullException.ThrowIfNull(test);
        var scores = test.Fit(Tensor.Full([6, 2], 3)).LearnedScores.ToArray();
        scores.ShouldAllBe(score => float.IsFinite(score));
        scores.Distinct().Count().ShouldBe(1);
    }

    /// <summary>Fewer rows than neighbours are asked for: what follows from the rows follows from those that were kept.</summary>
    [Fact]
    public void An_ensemble_averages_the_ranks_of_the_members_that_are_named()
    {
        var rows = Samples.Rows(0, 12);
        var ensemble = new AnomalyEnsemble(new() { Members = [AnomalyMember.Lof, AnomalyMember.Kde] }).Fit(rows);
        ensemble.Members.Select(member => member.Name).ShouldBe(["lof", "kde"]);
        FittedDetector[] alone = [new LocalOutlierFactor().Fit(rows), new KernelDensity().Fit(rows)];
        var scores = ensemble.LearnedScores.ToArray();
        for (var row = 0; row < 12; row++)
        {
            var expected = alone.Average(member =>
            {
                var learned = member.LearnedScores.ToArray();
                var above = learned.Count(score => score > learned[row]) + (learned.Count(score => score == learned[row]) / 2.0);
                return -Math.Log(above / 12);
            });
            ((double)scores[row]).ShouldBe(expected, 1e-6);
        }
        var again = FittedModel.FromWeights(ensemble.Options, ensemble.InputShape, ensemble.Weights);
        again.Transform(Samples).ToArray().ShouldBe(ensemble.Transform(Samples).ToArray());
    }

    [Fact]
    public void Every_detector_can_be_a_member_by_its_own_name()
    {
        var names = Enum.GetValues<AnomalyMember>();
        var options = new AnomalyEnsembleOptions { Members = names };
        AnomalyMembers.Options(options).Select(own => own.Kind).ShouldBe(names.Select(member => OptionKinds.NameOf(member)));
        AnomalyMembers.Create(options).Select(estimator => estimator.GetType()).Distinct().Count().ShouldBe(names.Length);
    }

    [Fact]
    public void Members_that_make_no_ensemble_are_refused()
    {
        IReadOnlyList<AnomalyMember>[] wrong =
            [[], [AnomalyMember.Knn], [AnomalyMember.Knn, AnomalyMember.Knn], [AnomalyMember.Knn, (AnomalyMember)99]];
        foreach (var members in wrong)
        {
            Should.Throw<BadArgumentException>(() => new AnomalyEnsemble(new() { Members = members })).Message
                .ShouldContain("two or more of iforest, inne");
        }
    }

    [Fact]
    public void One_row_says_nothing_of_what_is_usual() =>
        Should.Throw<BadArgumentException>(() => new Ecod().Fit(Tensor.Ones([1, 2]))).Message.ShouldContain("at least 2 samples");

    public static TheoryData<string> Exact => ["knn", "lof", "kde", "pca-distance", "ecod", "copod", "hbos"];

    /// <summary>The figures are those of tests/references/saved_detectors.py.</summary>
    [Theory]
    [MemberData(nameof(Exact))]
    public void Exact_methods_agree_with_scikit_learn_and_their_papers(string kind)
    {
        var place = Path.Combine(Repository.Root, "tests", "LatentSharp.Runs.Tests", "Samples", "format-1", kind, "expected.json");
        using var expected = JsonDocument.Parse(File.ReadAllText(place));
        var model = Fit(kind, Rows(expected.RootElement.GetProperty("training")));
        Near(model.LearnedScores.ToArray(),
            [.. expected.RootElement.GetProperty("learned").EnumerateArray().Select(value => value.GetDouble())]);
        Near(
            model.AnomalyScores(Rows(expected.RootElement.GetProperty("samples"))).ToArray(),
            [.. expected.RootElement.GetProperty("features").EnumerateArray().Select(value => value[0].GetDouble())]);
    }

    /// <summary>The figures are those of tests/references/isolation.py.</summary>
    [Fact]
    public void Random_methods_are_as_good_as_those_of_others()
    {
        using var reference = JsonDocument.Parse(
            File.ReadAllText(Path.Combine(Repository.Root, "tests", "LatentSharp.Features.Tests", "References", "isolation.json")));
        var rows = Rows(reference.RootElement.GetProperty("rows"));
        var labels = Tensor.From([.. reference.RootElement.GetProperty("labels").EnumerateArray().Select(label => label.GetInt32())]);
        Area(seed => new IsolationForest(new() { Seed = seed }).Fit(rows)).ShouldBe(Figure("iforest"), 0.015);
        Area(seed => new Inne(new() { Seed = seed }).Fit(rows)).ShouldBe(Figure("inne"), 0.015);

        double Area(Func<long, FittedDetector> fit) =>
            Enumerable.Range(1, 6).Average(seed => Detection.RocAuc(labels, fit(seed).AnomalyScores(rows)));

        double Figure(string name) => reference.RootElement.GetProperty(name).GetDouble();
    }

    [Fact]
    public void Shares_of_sums_add_up_to_the_score()
    {
        foreach (var test in DetectorCase.All.Where(test => test.Name is "ecod" or "copod" or "hbos" or "pca"))
        {
            var model = test.Fit(Samples);
            var (shares, scores) = (model.AnomalyShares(Samples).ToArray(), model.AnomalyScores(Samples).ToArray());
            for (var row = 0; row < Count; row++)
                ((double)scores[row]).ShouldBe(
                    shares.Skip(row * 6).Take(6).Sum(share => (double)share), 1e-4 * Math.Max(1, scores[row]), test.Name);
        }
    }

    [Fact]
    public void A_model_that_rebuilds_scores_by_what_it_rebuilds_badly()
    {
        var model = new Pca(new() { LatentSize = 1 }).Fit(Samples.Rows(0, Count - 1));
        var rebuilt = model.Reconstruct(Samples).ToArray();
        var original = Samples.ToArray();
        var scores = model.AnomalyScores(Samples).ToArray();
        var shares = model.AnomalyShares(Samples).ToArray();
        for (var row = 0; row < Count; row++)
        {
            var errors = Enumerable.Range(row * 6, 6).Select(i => Math.Pow(original[i] - (double)rebuilt[i], 2)).ToArray();
            ((double)scores[row]).ShouldBe(errors.Average(), 1e-4);
            ((double)shares[row * 6]).ShouldBe(errors[0], 1e-4);
        }
        Largest(model.AnomalyScores(Samples)).ShouldBe(Count - 1);
    }

    private static FittedDetector Fit(string kind, Tensor rows) => kind switch
    {
        "knn" => new KnnDetector(new() { Neighbors = 4, Distance = KnnDistance.Mean }).Fit(rows),
        "lof" => new LocalOutlierFactor(new() { Neighbors = 6 }).Fit(rows),
        "kde" => new KernelDensity(new() { Bandwidth = 0.7 }).Fit(rows),
        "pca-distance" => new PcaDetector().Fit(rows),
        "ecod" => new Ecod().Fit(rows),
        "copod" => new Copod().Fit(rows),
        _ => new Hbos(new() { Bins = 8 }).Fit(rows),
    };

    private static void Near(float[] ours, double[] theirs)
    {
        ours.Length.ShouldBe(theirs.Length);
        for (var i = 0; i < ours.Length; i++) ((double)ours[i]).ShouldBe(theirs[i], 2e-5 * Math.Max(1, Math.Abs(theirs[i])), $"row {i}");
    }

    private static Tensor Rows(JsonElement rows)
    {
        float[] values = [.. rows.EnumerateArray().SelectMany(row => row.EnumerateArray()).Select(value => (float)value.GetDouble())];
        return Tensor.From(values, [rows.GetArrayLength(), values.Length / rows.GetArrayLength()]);
    }

    private static int Largest(Tensor values)
    {
        var all = values.ToArray();
        return Array.IndexOf(all, all.Max());
    }

    /// <summary>Rows (60, 2, 3) around 0, of which the last has one value far away.</summary>
    private static Tensor WithOutlier(float others)
    {
        var values = new TestNumbers(4).Tensor([Count, 2, 3], -1, 1).ToArray();
        values.AsSpan((Count - 1) * 6).Fill(others);
        values[((Count - 1) * 6) + 4] = 9;
        return Tensor.From(values, [Count, 2, 3]).Keep();
    }
}
