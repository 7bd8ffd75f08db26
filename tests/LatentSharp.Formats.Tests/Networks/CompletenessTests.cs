namespace LatentSharp.Tests;

/// <summary>What a network can be made of has a name in files; whatever lacks one is named.</summary>
public class CompletenessTests
{
    /// <summary>A Lambda is somebody's own code, which no file holds.</summary>
    private static readonly Type[] Unsaved = [typeof(Lambda)];

    [Theory]
    [InlineData(typeof(Layer))]
    [InlineData(typeof(Optimizer))]
    [InlineData(typeof(Schedule))]
    public void Everything_public_has_a_name(Type kind) =>
        typeof(Layer).Assembly.GetExportedTypes().Where(type => type.IsSubclassOf(kind) && !type.IsAbstract)
            .Except(NetworkTypes.Known).Except(Unsaved).Select(type => type.Name).ShouldBeEmpty();

    /// <summary>Losses are named by their catalog.</summary>
    [Fact]
    public void Every_loss_is_in_its_catalog() =>
        typeof(Loss).Assembly.GetExportedTypes().Where(type => type.IsSubclassOf(typeof(Loss)) && !type.IsAbstract)
            .Except(
                typeof(Losses).GetProperties().Select(property => property.GetValue(null)!.GetType()))
            .Select(type => type.Name).ShouldBeEmpty();
}
