using LatentSharp.Testing;

namespace LatentSharp.Tests;

/// <summary>Connectionist temporal classification against PyTorch, and a sum over paths by hand.</summary>
public class CtcTests
{
    private static readonly ReferenceFile Reference = ReferenceFile.Open("ctc.json");

    public static TheoryData<string> Names => [.. Reference.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void Values_and_gradients_are_those_of_the_reference(string name)
    {
        var expected = Reference[name];
        var shape = expected["logits"].Shape;
        var labels = Tensor.From(Array.ConvertAll(expected["labels"].Numbers, value => (int)value), expected["labels"].Shape);
        var lengths = expected["lengths"].Numbers;
        var mask = Tensor.From(
            [.. lengths.SelectMany(length => Enumerable.Range(0, shape[1]).Select(step => step < length ? 1f : 0))], [shape[0], shape[1]]);
        using var tape = new GradientTape();
        var logits = tape.Watch(expected["logits"].Tensor);
        var values = (Losses.Ctc with { Reduction = LossReduction.None }).Compute(labels, logits.WithMask(mask));
        values.ShouldBeNear(expected["values"].Numbers, 2e-6);
        var loss = Ops.Sum(values * expected["weights"].Tensor);
        tape.Gradient(loss, logits).ShouldBeNear(expected["gradient"].Numbers, 5e-6);
    }

    [Fact]
    public void Two_steps_of_equal_chances_by_hand()
    {
        // Of nine paths of a blank and two labels, 11, 1-, -1 spell 1, and 12 alone spells 1, 2.
        var logits = Tensor.Zeros([2, 2, 3]);
        Losses.Ctc.PerSample(Tensor.From([1f, 0, 1, 2], [2, 2]), logits).ShouldBeNear([Math.Log(3), Math.Log(9)], 1e-6);
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        Message([1, 1, 2], 3).ShouldBe("ctc: sample 0 has 3 steps for 3 labels, which need 4: one each, and a blank between equal ones.");
        Message([1, 0, 2], 4).ShouldContain("a label after a 0");
        Message([1, 5, 2], 4).ShouldContain("ctc: a label is 5");
        Should.Throw<BadArgumentException>(
            () => Losses.Ctc.PerSample(Tensor.From(1, 2), Tensor.Zeros([2, 3, 4])))
            .Message.ShouldContain("(2) and logits (2, 3, 4) do not fit");

        static string Message(int[] labels, int steps) =>
            Should.Throw<BadArgumentException>(() =>
                Losses.Ctc.PerSample(Tensor.From(labels, [1, 3]), Tensor.Zeros([1, steps, 4]))).Message;
    }

    [Fact]
    public void A_recurrent_network_learns_to_spell()
    {
        var x = Ops.OneHot(Tensor.From([1, 1, 0, 2, 2, 0, 2, 0, 0, 1, 1, 1], [2, 6]), 3);
        var model = new Sequential(new SimpleRNN(8) { ReturnSequences = true }, new Dense(3));
        model.Compile(new Adam(0.05), Losses.Ctc);
        var history = model.Fit(x, Tensor.From([1, 2, 2, 1], [2, 2]), epochs: 60);
        history["loss"][^1].ShouldBeLessThan(0.1);
        history.Warnings.ShouldBeEmpty();
    }

    [Fact]
    public void A_step_allocates_nothing()
    {
        var x = new Testing.TestNumbers(2).Tensor([16, 9, 4]);
        var y = Tensor.From(Enumerable.Range(0, 48).Select(i => 1 + (i % 3)).ToArray(), [16, 3]);
        var model = new Sequential(new Dense(4));
        model.Compile(new Adam(), Losses.Ctc);
        model.Fit(x, y, epochs: 3, batchSize: 2);
        SteadyAllocation.OfTwoEpochs(epochs => model.Fit(x, y, epochs, batchSize: 2)).ShouldBeLessThan(2000);
    }
}
