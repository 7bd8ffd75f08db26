using System.Reflection;
using System.Text.RegularExpressions;
using LatentSharp.Testing;

namespace LatentSharp.Tests;

/// <summary>Contracts that name whatever lacks its case.</summary>
public partial class CompletenessTests
{
    /// <summary>Layers that are made of somebody's own code or of other layers, and are tested as such.</summary>
    private static readonly Type[] OfOthers = [typeof(Lambda), typeof(Model), typeof(Sequential)];

    [Fact]
    public void Every_layer_is_under_the_contract_of_layers() =>
        Lacking<Layer>(LayerCase.All.SelectMany(each => WithInner(each.Create())), OfOthers).ShouldBeEmpty();

    [Fact]
    public void Every_optimizer_follows_a_trajectory() => Lacking<Optimizer>(OptimizerTests.All).ShouldBeEmpty();

    /// <summary>What is in <see cref="Activations.All"/> is under the tests of activations, and is found by its name in files.</summary>
    [Fact]
    public void Every_activation_is_in_the_list_of_all() =>
        typeof(Activations).GetProperties().Where(property => property.PropertyType == typeof(ActivationFunction))
            .Where(property => !Activations.All.Contains((ActivationFunction)property.GetValue(null)!)).Select(property => property.Name)
            .ShouldBeEmpty();

    [Fact]
    public void Every_metric_is_in_the_tests_of_metrics()
    {
        var folder = Path.Combine(Repository.Root, "tests", "LatentSharp.Networks.Tests", "Metrics");
        var called = Call().Matches(string.Concat(Directory.GetFiles(folder, "*.cs").Select(File.ReadAllText)));
        typeof(Metrics).GetMembers(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly)
            .Where(member => member is PropertyInfo or MethodInfo { IsSpecialName: false }).Select(member => member.Name).Distinct()
            .Except(called.Select(match => match.Groups["name"].Value)).ShouldBeEmpty();
    }

    private static string[] Lacking<T>(IEnumerable<object> tested, params Type[] except) =>
    [
        .. typeof(Layer).Assembly.GetExportedTypes().Where(type => type.IsSubclassOf(typeof(T)) && !type.IsAbstract)
            .Except(tested.Select(each => each.GetType())).Except(except).Select(type => type.Name).Order(StringComparer.Ordinal),
    ];

    private static IEnumerable<Layer> WithInner(Layer layer) => layer.Layers.AsEnumerable().SelectMany(WithInner).Prepend(layer);

    [GeneratedRegex(@"\bMetrics\.(?<name>[A-Z]\w*)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Call();
}
