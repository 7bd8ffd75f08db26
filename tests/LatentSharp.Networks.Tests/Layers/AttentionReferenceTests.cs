namespace LatentSharp.Tests;

/// <summary>Layers of attention against PyTorch's results and gradients (tests/references/attention.py).</summary>
public class AttentionReferenceTests
{
    private static readonly ReferenceFile Reference = ReferenceFile.Open("attention.json");

    /// <summary>As in the script: the last two steps of the second sample, and the first of the third, are padding.</summary>
    private static readonly Tensor Padding = Tensor.From(new float[,] { { 1, 1, 1, 1, 1 }, { 1, 1, 1, 0, 0 }, { 0, 1, 1, 1, 1 } }).Keep();

    private static readonly Tensor Seen = Tensor.From(
        [1, 0, 1, 1, 0, 0, 0, 1, 0, 0, 1, 1, 1, 1, 1, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 1], [2, 3, 5]).Keep();

    private static readonly Dictionary<string, Func<Layer>> Layers = new()
    {
        ["attention"] = () => new Attention(),
        ["attention_of_values"] = () => new Attention(),
        ["attention_scaled_causal"] = () => new Attention(useScale: true) { UseCausalMask = true },
        ["attention_masked"] = () => new Attention(),
        ["multi_head_attention"] = () => new MultiHeadAttention(2, 3),
        ["multi_head_attention_causal"] = () => new MultiHeadAttention(2, 3) { UseCausalMask = true },
        ["multi_head_attention_masked"] = () => new MultiHeadAttention(2, 3),
        ["multi_head_attention_of_others"] = () => new MultiHeadAttention(2, 3, valueDim: 4) { OutputDim = 7 },
        ["transformer_block"] = () => new TransformerBlock(2, 10),
        ["transformer_block_causal"] = () => new TransformerBlock(2, 10) { UseCausalMask = true },
        ["transformer_block_masked"] = () => new TransformerBlock(2, 10),
        ["position_embedding"] = () => new PositionEmbedding(7),
    };

    public static TheoryData<string> Names => [.. Reference.Names];

    [Fact]
    public void Every_case_is_tested() => Reference.Names.ShouldBe(Layers.Keys, ignoreOrder: true);

    [Theory]
    [MemberData(nameof(Names))]
    public void Results_and_gradients_are_those_of_the_reference_by_kernels_and_by_operations(string name)
    {
        var expected = Reference[name];
        foreach (var differentiable in new[] { false, true })
        {
            using var tape = new GradientTape();
            Tensor[] given = [.. Enumerable.Range(0, expected["inputs"].Length).Select(i => tape.Watch(expected["inputs"].At(i).Tensor))];
            var layer = Layers[name]();
            layer.Call(Inputs(name, given));
            var weights = expected["weights"].Names.ToDictionary(weight => weight, weight => Weight(layer, weight));
            foreach (var (weight, parameter) in weights) parameter.Assign(expected["weights"][weight].Tensor);
            var y = layer.Call(Inputs(name, given), new CallContext(true, default));
            y.ShouldBeNear(expected["y"].Numbers, 1e-5, name);
            Tensor[] sources = [.. given, .. weights.Values.Select(parameter => parameter.Value)];
            var gradients = tape.Gradient(Ops.Sum(y * expected["dy"].Tensor), sources, differentiable);
            for (var i = 0; i < given.Length; i++)
                gradients[i].ShouldBeNear(expected["input_gradients"].At(i).Numbers, 3e-5, $"{name} of input {i}, {differentiable}");
            foreach (var (i, weight) in weights.Keys.Index())
                gradients[given.Length + i].ShouldBeNear(
                    expected["weight_gradients"][weight].Numbers, 3e-5, $"{name} of {weight}, {differentiable}");
        }
    }

    /// <summary>Step by step, with what was computed before, a causal block gives what it gives at once.</summary>
    [Fact]
    public void A_causal_block_is_continued_step_by_step()
    {
        var layer = new TransformerBlock(2, 10) { UseCausalMask = true };
        var x = Reference["transformer_block_causal"]["inputs"].At(0).Tensor;
        var whole = layer.Call(x).ToArray();
        var (y, cache) = layer.Continue(Ops.Slice(x, 1, 0, 3));
        List<Tensor> parts = [y];
        for (var step = 3; step < 5; step++)
        {
            (y, cache) = layer.Continue(Ops.Slice(x, 1, step, 1), cache);
            parts.Add(y);
        }
        Ops.Concatenate([.. parts], 1).ToArray().ShouldBe(whole);
        Should.Throw<BadArgumentException>(() => layer.Continue(x, cache)).Message.ShouldContain("one at a time");
        Should.Throw<BadArgumentException>(() => new TransformerBlock(2, 10).Continue(x)).Message.ShouldContain("UseCausalMask");
    }

    [Fact]
    public void Positions_go_on_where_they_were_left()
    {
        var layer = new PositionEmbedding(5);
        var x = Tensor.Zeros([2, 5, 3]);
        var whole = Ops.Slice(layer.Call(x), 1, 3, 2).ToArray();
        layer.Continue(Tensor.Zeros([2, 2, 3]), 3).ToArray().ShouldBe(whole);
        Should.Throw<BadArgumentException>(() => layer.Continue(Tensor.Zeros([2, 2, 3]), 4)).Message.ShouldContain("end beyond");
        Should.Throw<BadArgumentException>(() => layer.Call(Tensor.Zeros([2, 6, 3]))).Message.ShouldContain("5 steps at most");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void The_mask_of_the_queries_is_passed_on(int inputs)
    {
        var x = Tensor.Zeros([3, 5, 4]).WithMask(Padding);
        new MultiHeadAttention(2, 3).Call(inputs == 1 ? [x] : [x, Tensor.Zeros([3, 2, 4])]).Mask.ToArray().ShouldBe(Padding.ToArray());
        new TransformerBlock(2, 3).Call(x).Mask.ToArray().ShouldBe(Padding.ToArray());
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        var x = Tensor.Zeros([2, 3, 4]);
        Should.Throw<BadArgumentException>(() => new Attention().Call(x, Tensor.Zeros([2, 3, 5]))).Message.ShouldContain("last size");
        Should.Throw<BadArgumentException>(() => new Attention().Call(x, x, Tensor.Zeros([2, 4, 4]))).Message
            .ShouldContain("as many steps");
        Should.Throw<BadArgumentException>(() => new MultiHeadAttention(2, 3).Call(x, x, x, x, x)).Message.ShouldContain("5 inputs");
        Should.Throw<BadArgumentException>(() => new MultiHeadAttention(2, 3).Call(Tensor.Zeros([2, 3]))).Message
            .ShouldContain("sequences");
        Should.Throw<BadArgumentException>(() => new TransformerBlock(3, 8).Call(x)).Message.ShouldContain("a multiple of 3 heads");
    }

    private static Tensor[] Inputs(string name, Tensor[] given) => name switch
    {
        "attention_masked" => [given[0], given[1].WithMask(Padding)],
        "multi_head_attention_masked" or "transformer_block_masked" => [given[0].WithMask(Padding)],
        "multi_head_attention_of_others" => [.. given, Seen],
        _ => given,
    };

    private static Parameter Weight(Layer layer, string name) =>
        layer.AllParameters().Single(named => named.Name.EndsWith($"/{name}", StringComparison.Ordinal)).Parameter;
}
