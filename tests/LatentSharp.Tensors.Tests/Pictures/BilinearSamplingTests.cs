using System.Text.Json;

namespace LatentSharp.Tests;

/// <summary>Against SciPy: references/augmentation.py.</summary>
public sealed class BilinearSamplingTests
{
    private static readonly JsonElement Reference = JsonDocument.Parse(
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "References", "augmentation.json"))).RootElement;

    [Fact]
    public void Pictures_move_as_SciPy_moves_them()
    {
        var constant = Reference.GetProperty("constant").GetSingle();
        var cases = Reference.GetProperty("cases").EnumerateArray().ToList();
        cases.Count.ShouldBe(40);
        foreach (var one in cases)
        {
            var shape = one.GetProperty("shape").EnumerateArray().Select(size => size.GetInt32()).ToArray();
            var fill = Enum.Parse<EdgeFill>(one.GetProperty("fill").GetString()!);
            var map = AffineMap.Of(
                shape[0], shape[1], one.GetProperty("upsideDown").GetBoolean(), one.GetProperty("leftToRight").GetBoolean(), Number("zoom"),
                Number("turns"), Number("down"), Number("right"));
            var expected = Numbers("moved");
            var moved = new float[expected.Length];
            BilinearSampling.Move(Numbers("picture"), shape[0], shape[1], map, fill, constant, moved);
            for (var i = 0; i < moved.Length; i++) moved[i].ShouldBe(expected[i], 2e-6f, $"{one} at {i}");

            double Number(string name) => one.GetProperty(name).GetDouble();

            float[] Numbers(string name) => [.. one.GetProperty(name).EnumerateArray().Select(value => value.GetSingle())];
        }
    }

    [Fact]
    public void What_moves_by_whole_pixels_is_not_interpolated()
    {
        float[] picture = [1, 2, 3, 4, 5, 6], moved = new float[6];
        BilinearSampling.Move(picture, 2, 3, AffineMap.Of(2, 3, false, true, 1, 0, 0, 0), EdgeFill.Reflect, 0, moved);
        moved.ShouldBe([3, 2, 1, 6, 5, 4]);
        BilinearSampling.Move(picture, 2, 3, AffineMap.Of(2, 3, false, false, 1, 0.5, 0, 0), EdgeFill.Reflect, 0, moved);
        moved.ShouldBe([6, 5, 4, 3, 2, 1]);
        BilinearSampling.Move(picture, 2, 3, AffineMap.Of(2, 3, false, false, 1, 0, 0, 1), EdgeFill.Constant, -7, moved);
        moved.ShouldBe([-7, 1, 2, -7, 4, 5]);
    }
}
