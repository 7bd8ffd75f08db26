namespace LatentSharp.Tests;

/// <summary>Results that are no numbers are a typed warning with their rows.</summary>
public class ResultWarningTests
{
    [Fact]
    public void Rows_that_are_no_numbers_are_named()
    {
        var warning = TrainingWarning.NotFinite("the features", Tensor.From([1, 2, float.NaN, 4, 5, float.NegativeInfinity], [3, 2]))
            .ShouldNotBeNull();

        warning.Kind.ShouldBe(TrainingWarningKind.ResultNotFinite);
        warning.Rows.ShouldBe([1, 2]);
        warning.Message.ShouldBe("the features of rows 2, 3 are no finite numbers.");
        TrainingWarning.NotFinite("the features", Tensor.Ones([3, 2])).ShouldBeNull();
        TrainingWarning.NotFinite("the features", Tensor.Zeros([0, 2])).ShouldBeNull();
        TrainingWarning.NotFinite("the features", Tensor.From([.. Enumerable.Repeat(float.NaN, 8)], [8, 1]))!.Message
            .ShouldContain("rows 1, 2, 3, 4, 5 and 3 more");
    }

    [Fact]
    public void Samples_far_from_what_was_learned_make_such_features()
    {
        var values = new float[40];
        for (var i = 0; i < values.Length; i++) values[i] = i * 7 % 11 / 11f;
        var model = new Autoencoder(new() { LatentSize = 1, Hidden = [4], Epochs = 2, Seed = 1 }).Fit(Tensor.From(values, [10, 4]));

        var features = model.Transform(Tensor.From([0.1f, 0.2f, 0.3f, 0.4f, 3e38f, -3e38f, 3e38f, 3e38f], [2, 4]));

        TrainingWarning.NotFinite("the features", features)!.Rows.ShouldBe([1]);
    }
}
