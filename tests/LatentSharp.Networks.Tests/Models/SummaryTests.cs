namespace LatentSharp.Tests;

public class SummaryTests
{
    [Fact]
    public void Nested_networks_are_expanded_on_request()
    {
        var model = Nested();
        model.Summary().ShouldNotContain("encoder/dense");
        Rows(model.Summary(expandNested: true, showTrainable: true)).ShouldBe(
        [
            "Layer (type)|Output Shape|Param #|Trainable",
            "encoder (Sequential)|(?, 3)|39|Y",
            "└ encoder/dense (Dense)|(?, 4)|24|Y",
            "└ encoder/core (Sequential)|(?, 3)|15|Y",
            "└ encoder/core/dense (Dense)|(?, 3)|15|Y",
            "dropout (Dropout)|(?, 3)|0|-",
            "dense (Dense)|(?, 2)|8|N",
        ]);
    }

    [Fact]
    public void Totals_count_what_the_optimizer_remembers()
    {
        var model = Nested();
        model.Compile(new Adam(), Losses.MeanSquaredError);
        model.Summary().ShouldNotContain("Optimizer params");
        model.Fit(Tensor.Ones([4, 5]), Tensor.Ones([4, 2]));
        var lines = model.Summary().Split('\n').Select(line => line.TrimEnd()).ToArray();
        lines.ShouldContain("Total params: 125 (500 B)");
        lines.ShouldContain("Trainable params: 39 (156 B)");
        lines.ShouldContain("Non-trainable params: 8 (32 B)");
        lines.ShouldContain("Optimizer params: 78 (312 B)");
    }

    [Fact]
    public void Layers_are_found_by_name_and_by_place()
    {
        var model = Nested();
        model.GetLayer("dense").ShouldBe(model.Layers[2]);
        model.GetLayer(0).ShouldBe(model.GetLayer("encoder"));
        model.GetLayer(-1).ShouldBe(model.Layers[2]);
        Should.Throw<BadArgumentException>(() => model.GetLayer(3)).Message.ShouldBe("GetLayer: there is no layer 3; there are 3.");
        Should.Throw<BadArgumentException>(() => model.GetLayer(-4));
    }

    private static Sequential Nested()
    {
        var encoder = new Sequential(new Dense(4), new Sequential(new Dense(3)) { Name = "core" }) { Name = "encoder" };
        var model = new Sequential(encoder, new Dropout(0.5), new Dense(2) { Trainable = false });
        model.Build(5);
        return model;
    }

    private static string[] Rows(string text) =>
    [
        .. text.Split('\n').Select(line => line.Trim()).Where(line => line.Contains("   ", StringComparison.Ordinal))
            .Select(line => string.Join('|', line.Split("   ", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))),
    ];
}
