namespace LatentSharp.Tests;

public class FeatureMapTests
{
    [Fact]
    public void Many_features_are_shown_along_their_first_two_components()
    {
        var map = FeatureMap.ByPca(EvaluationReference.Wine);
        map.Shape.ShouldBe(new Shape(178, 2));
        var expected = EvaluationReference.Numbers("pca", "wine", "features");
        for (var i = 0; i < 3; i++)
            for (var k = 0; k < 2; k++) ((double)map[i, k]).ShouldBe(expected[(i * 13) + k], 1e-3);
    }

    [Fact]
    public void Two_features_stay_and_one_lies_on_a_line()
    {
        var two = Tensor.From(new float[,] { { 1, 2 }, { 3, 4 } });
        FeatureMap.ByPca(two).ToArray().ShouldBe([1, 2, 3, 4]);
        FeatureMap.ByPca(Tensor.From(new float[,] { { 5 }, { 7 } })).ToArray().ShouldBe([5, 0, 7, 0]);
    }

    [Fact]
    public void No_sample_or_a_single_one_can_be_shown()
    {
        FeatureMap.ByPca(Tensor.Zeros([0, 3])).Shape.ShouldBe(new Shape(0, 2));
        FeatureMap.ByPca(Tensor.Ones([1, 3])).ToArray().ShouldBe([0, 0]);
        FeatureMap.ByPca(Tensor.Ones([4, 3])).ToArray().ShouldAllBe(x => x == 0);
    }

    [Fact]
    public void What_is_not_features_is_refused()
    {
        Should.Throw<BadArgumentException>(() => FeatureMap.ByPca(Tensor.Ones([2, 0])));
        Should.Throw<BadArgumentException>(() => FeatureMap.ByPca(Tensor.Ones(2))).Message.ShouldBe(
            "FeatureMap.ByPca: features are Float32 (2); Float32 (?, ?) would fit.");
        Should.Throw<BadArgumentException>(() =>
            FeatureMap.ByPca(Tensor.Full([2, 3], float.NaN))).Message.ShouldContain("sample 0 holds NaN");
    }
}
