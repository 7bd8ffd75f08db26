namespace LatentSharp.Tests;

/// <summary>Contracts that name whatever lacks its case.</summary>
public class CompletenessTests
{
    /// <summary>Layers that are made of somebody's own code or of other layers, and are tested as such.</summary>
    private static readonly Type[] OfOthers = [typeof(Lambda), typeof(Model), typeof(Sequential)];

    [Fact]
    public void Every_layer_is_under_the_contract_of_layers() =>
        Lacking<Layer>(LayerCase.All.SelectMany(each => WithInner(each.Create())), OfOthers).ShouldBeEmpty();

    [Fact]
    public void Every_optimizer_follows_a_trajectory() => Lacking<Optimizer>(OptimizerTests.All).ShouldBeEmpty();

    private static string[] Lacking<T>(IEnumerable<object> tested, params Type[] except) =>
    [
        .. typeof(Layer).Assembly.GetExportedTypes().Where(type => type.IsSubclassOf(typeof(T)) && !type.IsAbstract)
            .Except(tested.Select(each => each.GetType())).Except(except).Select(type => type.Name).Order(StringComparer.Ordinal),
    ];

    private static IEnumerable<Layer> WithInner(Layer layer) => layer.Layers.AsEnumerable().SelectMany(WithInner).Prepend(layer);
}
