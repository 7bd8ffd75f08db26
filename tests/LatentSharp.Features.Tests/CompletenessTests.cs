using LatentSharp.Testing;

namespace LatentSharp.Tests;

/// <summary>Whatever estimator is under no contract is named.</summary>
public class CompletenessTests
{
    /// <summary>
    /// Those that do not lead back from features to samples are under laws of their own, in GanTests, ClassifierTests, ClustererTests,
    /// MapTests, ForecasterTests, RestorationTests, PictureCodecTests, TextModelTests and LanguageModelTests.
    /// </summary>
    private static readonly string Others = string.Concat(
        new[]
        {
            "Adversarial/GanTests.cs",
            "Classifiers/ClassifierTests.cs",
            "Detection/DetectorTests.cs",
            "Classifiers/SequenceClassifierTests.cs",
            "Generation/ConvolutionalTests.cs",
            "Series/RocketTests.cs",
            "Series/ForecasterTests.cs",
            "Clustering/ClustererTests.cs",
            "Maps/MapTests.cs",
            "Restoration/RestorationTests.cs",
            "Compression/PictureCodecTests.cs",
            "Text/TextModelTests.cs",
            "Text/LanguageModelTests.cs",
        }
            .Select(file => File.ReadAllText(Path.Combine(Repository.Root, "tests", "LatentSharp.Features.Tests", file))));

    [Fact]
    public void Every_estimator_is_under_a_contract() =>
        typeof(EstimatorOptions).Assembly.GetExportedTypes().Where(type => type.IsSubclassOf(typeof(EstimatorOptions)) && !type.IsAbstract)
            .Except(EstimatorCase.All.Select(each => each.Options.GetType()))
            .Select(type => type.Name)
            .Where(name =>
                !Others.Contains($" {name} ", StringComparison.Ordinal) && !Others.Contains($"new {name[..^7]}(", StringComparison.Ordinal))
            .ShouldBeEmpty();
}
