using LatentSharp.Testing;

namespace LatentSharp.Tests;

/// <summary>A masked batch gives each sample what it gives alone, without its padding.</summary>
public class RecurrentMaskTests
{
    private const int Steps = 7;
    private static readonly int[] Lengths = [7, 3, 1, 5];

    public static TheoryData<string, bool, bool> Cases
    {
        get
        {
            var cases = new TheoryData<string, bool, bool>();
            foreach (var name in new[] { "simple", "lstm", "gru", "gru before", "cells" })
            {
                foreach (var left in new[] { false, true })
                {
                    cases.Add(name, left, true);
                    cases.Add(name, left, false);
                }
            }
            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Padding_changes_nothing(string name, bool left, bool fused)
    {
        var layer = Create(name, fused);
        var x = Padded(left);
        var results = new Masking().Call(x) is var masked ? layer.CallAll([masked]) : [];
        results[0].Mask.ToArray().ShouldBe(masked.Mask.ToArray());
        for (var n = 0; n < Lengths.Length; n++)
        {
            var (length, start) = (Lengths[n], left ? Steps - Lengths[n] : 0);
            var alone = layer.CallAll([Ops.Slice(x.Rows(n, 1), 1, start, length)]);
            Ops.Slice(results[0].Rows(n, 1), 1, start, length).ShouldBeNear([.. alone[0].ToArray()], 1e-6, "output");
            for (var i = 1; i < alone.Length; i++) results[i].Rows(n, 1).ShouldBeNear([.. alone[i].ToArray()], 1e-6, $"state {i}");
            if (left) Ops.Slice(results[0].Rows(n, 1), 1, 0, start).ToArray().ShouldAllBe(value => value == 0);
            else if (length < Steps)
                Ops.Slice(results[0].Rows(n, 1), 1, Steps - 1, 1).ToArray()
                    .ShouldBe(Ops.Slice(results[0].Rows(n, 1), 1, length - 1, 1).ToArray());
        }
    }

    [Theory]
    [InlineData(MergeMode.Concat)]
    [InlineData(MergeMode.Sum)]
    public void Padding_changes_nothing_in_both_directions(MergeMode mode)
    {
        var layer = new Bidirectional(new LSTM(5) { ReturnSequences = true }, mode);
        var x = Padded(left: false);
        var whole = layer.Call(new Masking().Call(x));
        for (var n = 0; n < Lengths.Length; n++)
        {
            Ops.Slice(whole.Rows(n, 1), 1, 0, Lengths[n]).ShouldBeNear(
                [.. layer.Call(Ops.Slice(x.Rows(n, 1), 1, 0, Lengths[n])).ToArray()], 1e-6);
            Ops.Slice(whole.Rows(n, 1), 1, Lengths[n], Steps - Lengths[n]).ToArray().ShouldAllBe(value => value == 0);
        }
    }

    [Fact]
    public void The_mask_follows_the_order_of_the_outputs()
    {
        var x = new Masking().Call(Padded(left: false));
        var back = new LSTM(2) { ReturnSequences = true, GoBackwards = true }.Call(x).Mask;
        back.ToArray()[Steps..(2 * Steps)].ShouldBe([0, 0, 0, 0, 1, 1, 1]);
        new LSTM(2).Call(x).Mask.IsDefault.ShouldBeTrue();
        new TimeDistributed(new Dense(2)).Call(x).Mask.ToArray().ShouldBe(x.Mask.ToArray());
    }

    [Fact]
    public void Masking_masks_steps_whose_features_all_have_the_value()
    {
        var x = Tensor.From([1f, -1, -1, -1, 0, 0, -1, 2], [2, 2, 2]);
        var y = new Masking(-1).Call(x);
        y.ToArray().ShouldBe([1, -1, 0, 0, 0, 0, -1, 2]);
        y.Mask.ToArray().ShouldBe([1, 0, 1, 1]);
    }

    private static RecurrentLayer Create(string name, bool fused) => name switch
    {
        "simple" => new SimpleRNN(5) { ReturnSequences = true, ReturnState = true, Fused = fused },
        "lstm" => new LSTM(5) { ReturnSequences = true, ReturnState = true, Fused = fused },
        "cells" => new RNN(new StackedRNNCells(new GRUCell(4), new LSTMCell(3))) { ReturnSequences = true, ReturnState = true },
        _ => new GRU(5) { ReturnSequences = true, ReturnState = true, Fused = fused, ResetAfter = name == "gru" },
    };

    /// <summary>Sequences of unequal lengths with zeros after them, or before.</summary>
    private static Tensor Padded(bool left)
    {
        var values = new TestNumbers(6).Tensor([Lengths.Length, Steps, 3], 0.1, 1).ToArray();
        for (var n = 0; n < Lengths.Length; n++)
        {
            for (var t = 0; t < Steps; t++)
            {
                if (left ? t < Steps - Lengths[n] : t >= Lengths[n]) values.AsSpan(((n * Steps) + t) * 3, 3).Clear();
            }
        }
        return Tensor.From(values, [Lengths.Length, Steps, 3]);
    }
}
